using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>powrprof.dll.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Powrprof
{
    internal const int ProcessorInformation = 11;

    [LibraryImport("powrprof"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int CallNtPowerInformation(
        int InformationLevel, void* InputBuffer, uint InputBufferLength, void* OutputBuffer, uint OutputBufferLength);

    [StructLayout(LayoutKind.Sequential)]
    internal struct PROCESSOR_POWER_INFORMATION
    {
        public uint Number;
        public uint MaxMhz;
        public uint CurrentMhz;
        public uint MhzLimit;
        public uint MaxIdleState;
        public uint CurrentIdleState;
    }
}
