using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class CpuSensor
{
    /// <summary>
    /// Opens a sensor on files in the form of <c>/proc/stat</c> and <c>/sys/devices/system/cpu/present</c>.
    /// </summary>
    [SupportedOSPlatform("linux")]
    internal static CpuSensor Open(string statPath, string presentPath)
    {
        var stat = new ProcFile(statPath);
        try
        {
            return new Linux(stat, presentPath);
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
        private readonly string _noCounters;

        internal Linux(ProcFile stat, string presentPath) : base(UserHz)
        {
            _stat = stat;
            _noCounters = $"'{stat.Path}' holds no line of CPU counters. Is it really the kernel's (proc_stat(5))?";

            // Read once at opening: a file that cannot be read is told here, and its buffer has its final size.
            if (!TryReadCounters(_reading, out var error))
                throw new IOException($"The CPU sensor cannot be opened. {error}");
            LogicalCapacity = Math.Max(_reading.Limit, PresentLimit(presentPath));
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

        private protected override void Close() => _stat.Dispose();

        /// <summary>
        /// "Present" is what is plugged in, online or not, so that a processor that comes online has a place.
        /// "Possible" would also count the empty sockets of a virtual machine, often more than a hundred. 0 where there
        /// is no sysfs; then the processors that /proc/stat shows have to do.
        /// </summary>
        private static int PresentLimit(string path)
        {
            try
            {
                return CpuList.TryParseHighest(File.ReadAllBytes(path), out var highest) ? highest + 1 : 0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return 0;
            }
        }
    }
}
