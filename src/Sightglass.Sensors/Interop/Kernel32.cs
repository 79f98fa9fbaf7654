using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>kernel32.dll.</summary>
[SupportedOSPlatform("windows")]
internal static partial class Kernel32
{
    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial ushort GetActiveProcessorGroupCount();

    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial uint GetActiveProcessorCount(ushort GroupNumber);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool GlobalMemoryStatusEx(ref MEMORYSTATUSEX lpBuffer);

    [StructLayout(LayoutKind.Sequential)]
    internal struct MEMORYSTATUSEX
    {
        public uint dwLength;
        public uint dwMemoryLoad;
        public ulong ullTotalPhys;
        public ulong ullAvailPhys;
        public ulong ullTotalPageFile;
        public ulong ullAvailPageFile;
        public ulong ullTotalVirtual;
        public ulong ullAvailVirtual;
        public ulong ullAvailExtendedVirtual;
    }
}
