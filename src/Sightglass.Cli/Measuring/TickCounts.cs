using System.Diagnostics;

namespace Sightglass.Cli.Measuring;

/// <summary>What the ticks of one topic cost, and whether they fail. Written by its thread, read by any.</summary>
internal sealed class TickCounts(string topic)
{
    private volatile string? _fault;
    private long _count, _missed, _ticks, _lastTicks;

    internal string Topic { get; } = topic;

    /// <summary>Samples taken.</summary>
    internal long Count => Volatile.Read(ref _count);

    /// <summary>Deadlines that had passed unseen.</summary>
    internal long Missed => Volatile.Read(ref _missed);

    /// <summary>What all samples took.</summary>
    internal double TotalSeconds => Volatile.Read(ref _ticks) / (double)Stopwatch.Frequency;

    /// <summary>What the last sample took; NaN before the first.</summary>
    internal double LastSeconds => Count == 0 ? double.NaN : Volatile.Read(ref _lastTicks) / (double)Stopwatch.Frequency;

    /// <summary>Why the sensor cannot be read; null while it can.</summary>
    internal string? Fault
    {
        get => _fault;
        set => _fault = value;
    }

    internal void Add(long stopwatchTicks)
    {
        Volatile.Write(ref _lastTicks, stopwatchTicks);
        Volatile.Write(ref _ticks, _ticks + stopwatchTicks);
        Volatile.Write(ref _count, _count + 1);
    }

    internal void Miss(long count) => Volatile.Write(ref _missed, _missed + count);
}
