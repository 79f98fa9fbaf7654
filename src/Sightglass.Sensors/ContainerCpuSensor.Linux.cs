using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class ContainerCpuSensor
{
    /// <summary>Opens a sensor on groups that are told in the kernel's form.</summary>
    [SupportedOSPlatform("linux")]
    internal static ContainerCpuSensor Open(CgroupPaths paths) => new Linux(paths);

    [SupportedOSPlatform("linux")]
    private sealed class Linux : ContainerCpuSensor
    {
        private const long NsPerUs = 1000;

        private readonly CgroupFiles _files = new();
        private readonly bool _isVersion2;
        private readonly ProcFile _time;
        private readonly ProcFile? _user, _system, _throttling, _processors;
        private readonly SlowFile<Pressure>? _pressure;

        // One per group of the ancestry. Version 1 has the quota and the period in two files.
        private readonly List<ProcFile> _limits = [];
        private readonly List<ProcFile> _periods = [];
        private readonly string _noTime;

        internal Linux(CgroupPaths paths)
        {
            var place = paths.Find("cpuacct", "cpuacct.usage", "cgroup.events");
            _isVersion2 = place.IsVersion2;
            try
            {
                _time = _files.Open(place.Directory, _isVersion2 ? "cpu.stat" : "cpuacct.usage");
                _noTime = $"'{_time.Path}' holds no CPU time. Is it really the kernel's (cgroups(7))?";
                if (_isVersion2)
                {
                    AddLimits(place, "cpu.max", null);
                    _pressure = _files.TryOpenPressure(place.Directory, "cpu.pressure");
                    _processors = _files.TryOpen(place.Directory, "cpuset.cpus.effective");
                }
                else
                {
                    _user = _files.TryOpen(place.Directory, "cpuacct.usage_user");
                    _system = _files.TryOpen(place.Directory, "cpuacct.usage_sys");
                    if (TryFind(paths, "cpu", "cpu.cfs_quota_us") is { } cpu)
                    {
                        _throttling = _files.TryOpen(cpu.Directory, "cpu.stat");
                        AddLimits(cpu, "cpu.cfs_quota_us", "cpu.cfs_period_us");
                    }
                    if (TryFind(paths, "cpuset", "cpuset.effective_cpus") is { } cpuset)
                        _processors = _files.TryOpen(cpuset.Directory, "cpuset.effective_cpus");
                }
                if (!TryReadNow(out _, out var error))
                    throw new IOException(error);
            }
            catch
            {
                _files.Dispose();
                throw;
            }
        }

        private protected override bool TryReadNow(
            out ContainerCpuReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = new ContainerCpuReading();
            if (!TryReadCounters(out var counters, out error))
                return false;
            long now = (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
            reading = _usage.Advance(counters, now, Limit()) with
            {
                LogicalCount = _processors is not null && _processors.TryRead(out var list, out _)
                    && CpuList.TryCount(list, out int count) ? count : double.NaN,
                Pressure = _pressure?.Read() ?? Pressure.NotAvailable,
            };
            return true;
        }

        private bool TryReadCounters(out ContainerCpuCounters counters, [NotNullWhen(false)] out string? error)
        {
            counters = default;
            if (!_time.TryRead(out var text, out error))
                return false;
            if (_isVersion2)
            {
                counters.TimeNs = CgroupText.Find(text, "usage_usec"u8) * NsPerUs;
                counters.UserNs = CgroupText.Find(text, "user_usec"u8) * NsPerUs;
                counters.SystemNs = CgroupText.Find(text, "system_usec"u8) * NsPerUs;
                counters.ThrottledNs = CgroupText.Find(text, "throttled_usec"u8) * NsPerUs;
            }
            else
            {
                counters.TimeNs = CgroupText.ParseNumber(text);
                counters.UserNs = Number(_user);
                counters.SystemNs = Number(_system);
                if (_throttling is null || !_throttling.TryRead(out text, out _))
                    text = default;
                counters.ThrottledNs = CgroupText.Find(text, "throttled_time"u8);
            }
            counters.Periods = CgroupText.Find(text, "nr_periods"u8);
            counters.ThrottledPeriods = CgroupText.Find(text, "nr_throttled"u8);
            error = counters.TimeNs is null ? _noTime : null;
            return error is null;
        }

        private double Limit()
        {
            double least = double.NaN;
            for (int i = 0; i < _limits.Count; i++)
            {
                if (!_limits[i].TryRead(out var text, out _))
                    continue;
                double limit = _isVersion2 ? CgroupText.ParseCpuMax(text)
                    : CgroupText.Ratio(CgroupText.ParseNumber(text), Number(_periods[i]));
                if (!(limit >= least)) // also if there is none yet
                    least = double.IsNaN(limit) ? least : limit;
            }
            return least;
        }

        private static long? Number(ProcFile? file) =>
            file is not null && file.TryRead(out var text, out _) ? CgroupText.ParseNumber(text) : null;

        private static CgroupPlace? TryFind(CgroupPaths paths, string controller, string file)
        {
            try
            {
                return paths.Find(controller, file, file);
            }
            catch (IOException)
            {
                return null; // the CPU time is worth having without it
            }
        }

        private void AddLimits(CgroupPlace place, string name, string? periodName)
        {
            foreach (var directory in place.Ancestry())
            {
                var limit = _files.TryOpen(directory, name);
                var period = periodName is null ? limit : _files.TryOpen(directory, periodName);
                if (limit is null || period is null)
                    continue;
                _limits.Add(limit);
                _periods.Add(period);
            }
        }

        private protected override void Close() => _files.Dispose();
    }
}
