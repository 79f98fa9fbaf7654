using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Memory;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class MemorySensor
{
    /// <summary>Opens a sensor on files in the form of the kernel's.</summary>
    [SupportedOSPlatform("linux")]
    internal static MemorySensor Open(MemoryPaths paths)
    {
        var sensor = new Linux(new ProcFile(paths.MemInfo), paths);
        if (sensor.TryRead(out _, out var error))
            return sensor;
        sensor.Dispose();
        throw new IOException($"The memory sensor cannot be opened. {error}");
    }

    [SupportedOSPlatform("linux")]
    private sealed class Linux(ProcFile memInfo, MemoryPaths paths) : MemorySensor
    {
        private readonly SlowFile<Pressure> _pressure =
            new(ProcFile.TryOpen(paths.Pressure), ProcPressure.Parse, Pressure.NotAvailable);
        private readonly ProcFile? _arcStats = paths.ArcStats is null ? null : ProcFile.TryOpen(paths.ArcStats);
        private readonly string _noTotal =
            $"'{memInfo.Path}' does not say MemTotal. Is it really the kernel's (proc_meminfo(5))?";

        private protected override bool TryReadNow(out MemoryReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = default;
            Pressure = _pressure.Read();
            long? arc = _arcStats is not null && _arcStats.TryRead(out var arcStats, out _)
                ? ArcStats.ParseReclaimable(arcStats) : null;
            if (!memInfo.TryRead(out var text, out error))
                return false;
            if (MemInfo.Parse(text).TryGetReading(arc, out reading))
                return true;
            error = _noTotal;
            return false;
        }

        private protected override void Close()
        {
            memInfo.Dispose();
            _pressure.Dispose();
            _arcStats?.Dispose();
        }
    }
}
