using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class ContainerMemorySensor
{
    /// <summary>Opens a sensor on groups that are told in the kernel's form.</summary>
    [SupportedOSPlatform("linux")]
    internal static ContainerMemorySensor Open(CgroupPaths paths, long machineBytes) => new Linux(paths, machineBytes);

    [SupportedOSPlatform("linux")]
    private sealed class Linux : ContainerMemorySensor
    {
        private readonly CgroupFiles _files = new();
        private readonly bool _isVersion2;
        private readonly long _machineBytes;
        private readonly ProcFile _usage;
        private readonly ProcFile? _statistics, _events, _swap;
        private readonly SlowFile<Pressure>? _pressure;
        private readonly List<ProcFile> _limits = [], _swapLimits = [];
        private readonly string _noUsage;

        internal Linux(CgroupPaths paths, long machineBytes)
        {
            _machineBytes = machineBytes;
            var place = paths.Find("memory", "memory.usage_in_bytes", "memory.current");
            _isVersion2 = place.IsVersion2;
            try
            {
                _usage = _files.Open(place.Directory, _isVersion2 ? "memory.current" : "memory.usage_in_bytes");
                _noUsage = $"'{_usage.Path}' holds no size. Is it really the kernel's (cgroups(7))?";
                _statistics = _files.TryOpen(place.Directory, "memory.stat");
                _events = _files.TryOpen(place.Directory, _isVersion2 ? "memory.events" : "memory.oom_control");
                // The v1 file counts memory and swap together.
                _swap = _files.TryOpen(
                    place.Directory, _isVersion2 ? "memory.swap.current" : "memory.memsw.usage_in_bytes");
                _pressure = _isVersion2 ? _files.TryOpenPressure(place.Directory, "memory.pressure") : null;
                foreach (var directory in place.Ancestry())
                {
                    Add(_limits, directory, _isVersion2 ? "memory.max" : "memory.limit_in_bytes");
                    Add(_swapLimits, directory, _isVersion2 ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
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
            out ContainerMemoryReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = default;
            if (!_usage.TryRead(out var text, out error))
                return false;
            if (CgroupText.ParseNumber(text) is not long usage)
            {
                error = _noUsage;
                return false;
            }
            if (_statistics is null || !_statistics.TryRead(out text, out _))
                text = default;
            var limit = Least(_limits, _machineBytes);
            var swap = Number(_swap);
            var swapLimit = Least(_swapLimits, long.MaxValue);
            reading = new ContainerMemoryReading
            {
                UsageBytes = usage,
                // The two are read one after the other, so that the part may be larger than the whole.
                WorkingSetBytes = CgroupText.Find(text, _isVersion2 ? "inactive_file"u8 : "total_inactive_file"u8)
                    is long inactive ? Math.Max(0, usage - inactive) : null,
                LimitBytes = limit,
                AnonymousBytes = CgroupText.Find(text, _isVersion2 ? "anon"u8 : "total_rss"u8),
                FileBytes = CgroupText.Find(text, _isVersion2 ? "file"u8 : "total_cache"u8),
                SwapUsedBytes = _isVersion2 ? swap : swap is null ? null : Math.Max(0, swap.Value - usage),
                SwapLimitBytes = _isVersion2 ? swapLimit
                    : swapLimit is null || limit is null ? null : Math.Max(0, swapLimit.Value - limit.Value),
                OutOfMemoryKillCount = _events is not null && _events.TryRead(out var events, out _)
                    ? CgroupText.Find(events, "oom_kill"u8) : null,
                Pressure = _pressure?.Read() ?? Pressure.NotAvailable,
            };
            return true;
        }

        private static long? Least(List<ProcFile> files, long mostBytes)
        {
            long? least = null;
            foreach (var file in files)
            {
                if (file.TryRead(out var text, out _) && CgroupText.ParseLimit(text) is long limit
                    && limit <= mostBytes && !(limit >= least))
                    least = limit;
            }
            return least;
        }

        private static long? Number(ProcFile? file) =>
            file is not null && file.TryRead(out var text, out _) ? CgroupText.ParseNumber(text) : null;

        private void Add(List<ProcFile> files, string directory, string name)
        {
            if (_files.TryOpen(directory, name) is { } file)
                files.Add(file);
        }

        private protected override void Close() => _files.Dispose();
    }
}
