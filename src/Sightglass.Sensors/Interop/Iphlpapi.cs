using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>iphlpapi.dll.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Iphlpapi
{
    internal const int NO_ERROR = 0;
    internal const uint IF_TYPE_SOFTWARE_LOOPBACK = 24;
    internal const byte HardwareInterface = 1, FilterInterface = 2;

    [LibraryImport("iphlpapi"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int GetIfTable2(MIB_IF_TABLE2** Table);

    [LibraryImport("iphlpapi"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial void FreeMibTable(void* Memory);

    /// <summary>The head; the rows follow, aligned to 8.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 8)]
    internal struct MIB_IF_TABLE2
    {
        public uint NumEntries;
    }

    /// <summary>The fields that are used, of netioapi.h.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 1352)]
    internal struct MIB_IF_ROW2
    {
        [FieldOffset(28)] public fixed char Alias[257];
        [FieldOffset(1128)] public uint Type;
        [FieldOffset(1152)] public byte InterfaceAndOperStatusFlags;
        [FieldOffset(1208)] public ulong InOctets;
        [FieldOffset(1216)] public ulong InUcastPkts;
        [FieldOffset(1224)] public ulong InNUcastPkts;
        [FieldOffset(1232)] public ulong InDiscards;
        [FieldOffset(1240)] public ulong InErrors;
        [FieldOffset(1280)] public ulong OutOctets;
        [FieldOffset(1288)] public ulong OutUcastPkts;
        [FieldOffset(1296)] public ulong OutNUcastPkts;
        [FieldOffset(1304)] public ulong OutDiscards;
        [FieldOffset(1312)] public ulong OutErrors;
    }
}
