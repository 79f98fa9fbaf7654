using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class CpuSensor
{
    /// <summary>Opens a sensor on files in the form of the kernel's.</summary>
    [SupportedOSPlatform("linux")]
    internal static CpuSensor Open(CpuPaths paths)
    {
        var stat = new ProcFile(paths.Stat);
        try
        {
            return new Linux(stat, paths);
        }
        catch
        {
            stat.Dispose();
            throw;
        }
    }

    [SupportedOSPlatform("linux")]
    private sealed class Linux : CpuSensor
    {
        // proc_stat(5): times are in USER_HZ, "1/100ths of a second on most architectures", all of .NET's among them.
        private const long UserHz = 100;

        private readonly ProcFile _stat;
        private readonly SlowFile<LoadAverage> _loadAverage;
        private readonly SlowFile<Pressure> _pressure;
        private readonly string _noCounters;

        internal Linux(ProcFile stat, CpuPaths paths) : base(UserHz)
        {
            _stat = stat;
            _noCounters = $"'{stat.Path}' holds no line of CPU counters. Is it really the kernel's (proc_stat(5))?";

            // Read once at opening: a file that cannot be read is told here, and its buffer has its final size.
            if (!TryReadCounters(_reading, out var error))
                throw new IOException($"The CPU sensor cannot be opened. {error}");
            LogicalCapacity = Math.Max(_reading.Limit, PossibleLimit(paths.Possible));
            _loadAverage = new(ProcFile.TryOpen(paths.LoadAverage), ProcLoadAverage.Parse, LoadAverage.NotAvailable);
            _pressure = new(ProcFile.TryOpen(paths.Pressure), ProcPressure.Parse, Pressure.NotAvailable);
        }

        private protected override bool TryReadCounters(CpuReading reading, [NotNullWhen(false)] out string? error)
        {
            if (!_stat.TryRead(out var text, out error))
                return false;
            if (ProcStat.TryParse(text, reading))
                return true;
            error = _noCounters;
            return false;
        }

        private protected override void ReadSurroundings()
        {
            Load = _loadAverage.Read();
            Pressure = _pressure.Read();
        }

        private protected override void Close()
        {
            _stat.Dispose();
            _loadAverage.Dispose();
            _pressure.Dispose();
        }

        /// <summary>
        /// "Possible" rather than "present": a processor that is plugged in later needs a place too, and the shape of a
        /// topic cannot change. 0 where there is no sysfs; then the processors that /proc/stat shows have to do.
        /// </summary>
        private static int PossibleLimit(string path) =>
            CpuList.TryParseHighest(ProcFile.ReadOnce(path), out var highest) ? highest + 1 : 0;
    }
}
