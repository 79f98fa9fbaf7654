using System.Diagnostics;
using Sightglass.Pdu;
using Sightglass.Sensors;

namespace Sightglass.Cli.Bridging;

/// <summary>Measured here, once a second.</summary>
internal sealed class SensorPairs : PairSource
{
    /// <summary>A measurement that comes so late covers a time that the machine slept through.</summary>
    private const int GapSeconds = 3;

    private readonly CpuSensor _cpu = CpuSensor.Open();
    private readonly MemorySensor _memory = MemorySensor.Open();
    private long _lastTicks, _deadlineTicks;

    internal override string Name => "measured here";

    internal override PduPair? Next(out string? fault, CancellationToken cancel)
    {
        if (_deadlineTicks == 0)
        {
            // The first interval begins here: between opening and this there may be seconds of listening for others.
            _cpu.TryRead([], out _, out _);
            _lastTicks = Stopwatch.GetTimestamp();
            _deadlineTicks = _lastTicks + Stopwatch.Frequency;
        }
        for (long leftTicks; (leftTicks = _deadlineTicks - Stopwatch.GetTimestamp()) > 0;)
        {
            cancel.WaitHandle.WaitOne((int)(leftTicks * 1000 / Stopwatch.Frequency) + 1);
            cancel.ThrowIfCancellationRequested();
        }
        var now = Stopwatch.GetTimestamp();
        if (now - _lastTicks > GapSeconds * Stopwatch.Frequency) _cpu.Discard();
        _lastTicks = now;
        // Absolute deadlines, so that lateness does not add up; those that were missed are not made up for.
        while (_deadlineTicks <= now) _deadlineTicks += Stopwatch.Frequency;

        var isRead = _memory.TryRead(out var memory, out fault);
        isRead &= _cpu.TryRead([], out var cpu, out var cpuFault);
        fault ??= cpuFault;
        if (isRead && !double.IsNaN(cpu) && !double.IsNaN(memory.Utilization))
            return PduPair.FromRatios(cpu, memory.Utilization);
        fault ??= "a value is not available";
        return null;
    }

    public override void Dispose()
    {
        _cpu.Dispose();
        _memory.Dispose();
    }
}
