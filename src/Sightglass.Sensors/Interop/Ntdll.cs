using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>ntdll.dll. NTSTATUS is an int: 0 is success.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Ntdll
{
    internal const int STATUS_SUCCESS = 0;
    internal const int STATUS_NOT_IMPLEMENTED = unchecked((int)0xC0000002);
    internal const int STATUS_INVALID_INFO_CLASS = unchecked((int)0xC0000003);
    internal const int STATUS_INFO_LENGTH_MISMATCH = unchecked((int)0xC0000004);

    internal const int SystemProcessInformation = 5, SystemProcessorPerformanceInformation = 8;

    [LibraryImport("ntdll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int NtQuerySystemInformation(
        int SystemInformationClass, void* SystemInformation, uint SystemInformationLength, uint* ReturnLength);

    /// <summary>For this class the input is the number of a processor group, a USHORT.</summary>
    [LibraryImport("ntdll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int NtQuerySystemInformationEx(
        int SystemInformationClass, void* InputBuffer, uint InputBufferLength,
        void* SystemInformation, uint SystemInformationLength, uint* ReturnLength);

    /// <summary>0x30 bytes per processor, times in 100 ns.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION
    {
        public long IdleTime;
        public long KernelTime;
        public long UserTime;
        public long DpcTime;
        public long InterruptTime;
        public uint InterruptCount;
    }
}
