using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.Versioning;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Frequency;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class FrequencySensor
{
    /// <summary>Opens a sensor on files in the form of the kernel's.</summary>
    [SupportedOSPlatform("linux")]
    internal static FrequencySensor Open(FrequencyPaths paths)
    {
        var sensor = new Linux(paths);
        if (sensor.TryRead(out var error))
            return sensor;
        sensor.Dispose();
        throw new IOException(error);
    }

    [SupportedOSPlatform("linux")]
    private sealed class Linux : FrequencySensor
    {
        private const double HzPerKHz = 1000;
        private const int UnsaidCapacity = 64; // where not even sysfs tells how many processors are possible

        // Per processor: its file, or null where there is none. One that comes online gets its file then.
        private readonly ProcFile?[] _files;
        private readonly string[] _filePaths;
        private readonly ProcFile? _cpuInfo;

        internal Linux(FrequencyPaths paths)
        {
            var possible = ProcFile.ReadOnce(paths.Possible);
            int capacity = CpuList.TryParseHighest(possible, out int highest) ? highest + 1 : UnsaidCapacity;
            _perLogical = new double[capacity];
            _files = new ProcFile?[capacity];
            _filePaths = new string[capacity];
            for (int number = 0; number < capacity; number++)
            {
                var name = "cpu" + number.ToString(CultureInfo.InvariantCulture);
                var directory = Path.Combine(paths.Directory, name, "cpufreq");
                _filePaths[number] = Path.Combine(directory, "scaling_cur_freq");
                var limit = ProcFile.ReadOnce(Path.Combine(directory, "cpuinfo_max_freq"));
                if (CgroupText.ParseNumber(limit) is long kilohertz)
                    Limit = double.IsNaN(Limit) ? kilohertz * HzPerKHz : Math.Max(Limit, kilohertz * HzPerKHz);
            }
            // Where there is no frequency scaling, x86 still tells what it runs at.
            if (!Array.Exists(_filePaths, File.Exists))
                _cpuInfo = ProcFile.TryOpen(paths.CpuInfo);
        }

        private protected override bool TryReadNow(Span<double> perLogical, [NotNullWhen(false)] out string? error)
        {
            bool hasAny = _cpuInfo is null ? ReadScaling(perLogical)
                : _cpuInfo.TryRead(out var text, out _) && CpuInfo.Parse(text, perLogical);
            error = hasAny ? null
                : "This machine tells no frequency: neither scaling_cur_freq in sysfs nor 'cpu MHz' in /proc/cpuinfo.";
            return hasAny;
        }

        private bool ReadScaling(Span<double> perLogical)
        {
            bool hasAny = false;
            for (int number = 0; number < _files.Length; number++)
            {
                _files[number] ??= ProcFile.TryOpen(_filePaths[number]);
                if (_files[number] is not { } file)
                    continue;
                if (!file.TryRead(out var text, out _))
                {
                    // It went offline; the file of one that comes back is another.
                    file.Dispose();
                    _files[number] = null;
                    continue;
                }
                if (CgroupText.ParseNumber(text) is not (long kilohertz and > 0))
                    continue; // "<unknown>"
                perLogical[number] = kilohertz * HzPerKHz;
                hasAny = true;
            }
            return hasAny;
        }

        private protected override void Close()
        {
            foreach (var file in _files)
                file?.Dispose();
            _cpuInfo?.Dispose();
        }
    }
}
