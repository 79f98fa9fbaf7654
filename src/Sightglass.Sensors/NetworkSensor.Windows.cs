using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Sightglass.Sensors.Devices;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class NetworkSensor
{
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : NetworkSensor
    {
        private const int MaxNameSizeBytes = 257 * 3; // UTF-8 of the longest alias
        private readonly byte[] _name = new byte[MaxNameSizeBytes];

        // What Windows says of an interface is known only while its row is read, so the row leaves it here.
        private DeviceKind _kind;

        internal Windows() : base(_ => DeviceKind.Listed)
        {
            _table = new DeviceTable(_ => _kind, [.. Enumerable.Repeat(new DeviceCounter(1), CounterCount)]);
            if (!TryRead(out var error))
                throw new IOException(error);
            _table.FixCapacity();
        }

        private protected override bool TryReadNow(long monotonicNs, [NotNullWhen(false)] out string? error)
        {
            Iphlpapi.MIB_IF_TABLE2* table = null;
            int code = Iphlpapi.GetIfTable2(&table);
            if (code != Iphlpapi.NO_ERROR)
            {
                error = $"Windows does not give its network interfaces: GetIfTable2 failed, "
                    + Marshal.GetPInvokeErrorMessage(code);
                return false;
            }
            _table.Begin();
            var rows = (Iphlpapi.MIB_IF_ROW2*)(table + 1);
            for (uint i = 0; i < table->NumEntries; i++)
                Set(rows[i]);
            Iphlpapi.FreeMibTable(table);
            _table.End(monotonicNs);
            error = null;
            return true;
        }

        private void Set(in Iphlpapi.MIB_IF_ROW2 row)
        {
            // Filters repeat the numbers of the interface that they lie on, once for each.
            if ((row.InterfaceAndOperStatusFlags & Iphlpapi.FilterInterface) != 0)
                return;
            _kind = row.Type == Iphlpapi.IF_TYPE_SOFTWARE_LOOPBACK ? DeviceKind.Internal
                : (row.InterfaceAndOperStatusFlags & Iphlpapi.HardwareInterface) != 0 ? DeviceKind.Physical
                : DeviceKind.Listed;
            int length;
            fixed (char* alias = row.Alias)
                length = Encoding.UTF8.GetBytes(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(alias), _name);
            _table.Set(_name.AsSpan(0, length),
            [
                (long)row.InOctets, (long)row.OutOctets, (long)(row.InUcastPkts + row.InNUcastPkts),
                (long)(row.OutUcastPkts + row.OutNUcastPkts), (long)row.InErrors, (long)row.OutErrors,
                (long)row.InDiscards, (long)row.OutDiscards,
            ]);
        }

        private protected override void Close()
        {
        }
    }
}
