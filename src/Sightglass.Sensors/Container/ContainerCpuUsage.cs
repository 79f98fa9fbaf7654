using Sightglass.Sensors.Counters;

namespace Sightglass.Sensors.Container;

/// <summary>Raw counters of a container; null for what the system does not count.</summary>
internal record struct ContainerCpuCounters
{
    internal long? TimeNs, UserNs, SystemNs, Periods, ThrottledPeriods, ThrottledNs;
}

/// <summary>Turns counters of a container into usage and into counters that never fall.</summary>
internal sealed class ContainerCpuUsage
{
    private const double NsPerSecond = 1e9;

    // Counters of different processors are summed while they run, so that sums of two moments may cross.
    private const long LargestFallNs = 1_000_000_000, LargestFallCount = 10;

    private MonotonicCounter _time, _user, _system, _periods, _throttledPeriods, _throttled;
    private long _lastNs;
    private bool _isAcrossGap;

    /// <param name="now">The counters.</param>
    /// <param name="monotonicNs">When they were read.</param>
    /// <param name="limit">Processors' worth of time, or NaN.</param>
    internal ContainerCpuReading Advance(in ContainerCpuCounters now, long monotonicNs, double limit)
    {
        long elapsedNs = monotonicNs - _lastNs;
        bool hasTime = Advance(ref _time, now.TimeNs, LargestFallNs, out long gainNs);
        bool hasPeriods = Advance(ref _periods, now.Periods, LargestFallCount, out long periods);
        bool hasThrottled = Advance(ref _throttledPeriods, now.ThrottledPeriods, LargestFallCount, out long throttled);
        Advance(ref _user, now.UserNs, LargestFallNs, out _);
        Advance(ref _system, now.SystemNs, LargestFallNs, out _);
        Advance(ref _throttled, now.ThrottledNs, LargestFallNs, out _);
        bool isWhole = !_isAcrossGap && elapsedNs > 0;
        (_lastNs, _isAcrossGap) = (monotonicNs, false);
        return new ContainerCpuReading
        {
            TimeSeconds = now.TimeNs is null ? double.NaN : _time.Value / NsPerSecond,
            UserSeconds = now.UserNs is null ? double.NaN : _user.Value / NsPerSecond,
            SystemSeconds = now.SystemNs is null ? double.NaN : _system.Value / NsPerSecond,
            Usage = isWhole && hasTime ? (double)gainNs / elapsedNs : double.NaN,
            Limit = limit,
            PeriodCount = now.Periods is null ? double.NaN : _periods.Value,
            ThrottledPeriodCount = now.ThrottledPeriods is null ? double.NaN : _throttledPeriods.Value,
            ThrottledSeconds = now.ThrottledNs is null ? double.NaN : _throttled.Value / NsPerSecond,
            ThrottledRatio = isWhole && hasPeriods && hasThrottled && periods > 0
                ? Math.Clamp((double)throttled / periods, 0, 1) : double.NaN,
        };
    }

    internal void SkipInterval() => _isAcrossGap = true;

    private static bool Advance(ref MonotonicCounter counter, long? now, long largestFall, out long gain)
    {
        gain = 0;
        return now is long value && counter.TryAdvance(value, largestFall, out gain);
    }
}
