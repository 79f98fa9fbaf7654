using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Sightglass.Sensors.Devices;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class DiskSensor
{
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : DiskSensor
    {
        /// <summary>Windows numbers its disks; gaps are left by those that were taken out.</summary>
        private const int MaxNumber = 64;
        private const int NsPerTick = 100;

        private readonly List<(SafeFileHandle Handle, byte[] Name)> _disks = [];

        internal Windows() : base(_ => DeviceKind.Physical)
        {
            for (int number = 0; number < MaxNumber; number++)
            {
                // No access at all is enough for counters, and needs no administrator.
                var handle = Disks.CreateFileW($@"\\.\PhysicalDrive{number}", 0,
                    Disks.FILE_SHARE_READ | Disks.FILE_SHARE_WRITE, 0, Disks.OPEN_EXISTING, 0, 0);
                if (!handle.IsInvalid && TryQuery(handle, out _))
                    _disks.Add((handle, Encoding.UTF8.GetBytes($"PhysicalDrive{number}")));
                else
                    handle.Dispose();
            }
            if (_disks.Count == 0)
                throw new IOException(@"Windows gives the counters of no disk: \\.\PhysicalDrive0 and on, "
                    + "IOCTL_DISK_PERFORMANCE.");
            TryRead(out _);
            _table.FixCapacity();
        }

        private protected override bool TryReadNow(long monotonicNs, [NotNullWhen(false)] out string? error)
        {
            _table.Begin();
            bool hasAny = false;
            foreach (var (handle, name) in _disks)
            {
                if (!TryQuery(handle, out var counters))
                    continue;
                hasAny = true;
                // Windows counts the time in which a disk is idle. Its QueryTime is the wall clock, which may be set.
                long busy = Math.Max(0, monotonicNs / NsPerTick - counters.IdleTime);
                _table.Set(name,
                    [counters.BytesRead, counters.BytesWritten, counters.ReadCount, counters.WriteCount, busy]);
            }
            error = hasAny ? null : "Windows gives the counters of no disk any more.";
            if (hasAny)
                _table.End(monotonicNs);
            return hasAny;
        }

        private static bool TryQuery(SafeFileHandle handle, out Disks.DISK_PERFORMANCE counters)
        {
            Disks.DISK_PERFORMANCE queried = default;
            uint returned;
            bool isQueried = Disks.DeviceIoControl(handle, Disks.IOCTL_DISK_PERFORMANCE, null, 0, &queried,
                (uint)sizeof(Disks.DISK_PERFORMANCE), &returned, 0);
            counters = queried;
            return isQueried;
        }

        private protected override void Close()
        {
            foreach (var (handle, _) in _disks)
                handle.Dispose();
        }
    }
}
