namespace Sightglass.Sensors.Cpu;

/// <summary>
/// Turns readings into utilizations: what each processor's counters gained since the previous reading, busy over total;
/// and into cumulative counters of the machine that never fall.
/// </summary>
/// <remarks>
/// Counters fall for two reasons. Some step back a little by design: iowait "may decrease in certain conditions"
/// (proc_stat(5)), idle and steal do so on some hypervisors. Such a counter counts as unchanged until it has passed its
/// former height, so that no tick counts twice. A fall of more than <paramref name="largestFall"/> is a counter that
/// started anew, as after the processor was offline: then nothing can be said of that interval.
/// </remarks>
/// <param name="largestFall">The largest fall that is taken for a step back, in ticks.</param>
internal sealed class CpuUsage(long largestFall)
{
    private Baseline[] _processors = [];
    private Baseline _machine;
    private bool _isStarted, _isAcrossGap;

    /// <summary>What the machine's counters gained over the last interval; all 0 if there is none.</summary>
    internal CpuCounters Gain { get; private set; }

    /// <summary>
    /// The first reading's counters and all gains since, those across gaps too: the time did pass. Differences of it
    /// are what utilizations are made of, and no counter of it ever falls.
    /// </summary>
    internal CpuCounters Cumulative { get; private set; }

    /// <summary>
    /// Writes the utilization since the previous reading of each processor that fits, NaN where there is none, and
    /// returns that of the machine.
    /// </summary>
    internal double Advance(CpuReading now, Span<double> perLogical)
    {
        perLogical.Fill(double.NaN);
        if (_processors.Length < now.Limit)
            Array.Resize(ref _processors, now.Limit);

        var sum = default(CpuCounters);
        bool isSameSet = true;
        for (int number = 0; number < _processors.Length; number++)
        {
            if (!now.TryGet(number, out var counters))
            {
                isSameSet &= !_processors[number].Forget();
                continue;
            }
            if (!_processors[number].TryAdvance(counters, largestFall, out var gain))
            {
                isSameSet = false;
                continue;
            }
            sum += gain;
            if (number < perLogical.Length && !_isAcrossGap)
                perLogical[number] = gain.Utilization;
        }
        var machine = Machine(now, isSameSet, sum);
        Cumulative = _isStarted ? Cumulative + machine : now.Machine;
        Gain = _isAcrossGap ? default : machine;
        (_isStarted, _isAcrossGap) = (true, false);
        return Gain.Utilization;
    }

    /// <summary>The next interval has a gap in it: it counts in the counters, and has no utilization.</summary>
    internal void SkipInterval() => _isAcrossGap = true;

    /// <summary>
    /// The system's own sum is rounded to ticks once, not once per processor, and so is the better one. But Linux
    /// counts offline processors in it, and from another clock than while they were online, so that it jumps when one
    /// comes or goes. For that interval the sum over the processors that were there at both ends is the truth.
    /// </summary>
    private CpuCounters Machine(CpuReading now, bool isSameSet, in CpuCounters sum)
    {
        if (!isSameSet || !now.HasMachine)
            _machine.Forget();
        return now.HasMachine && _machine.TryAdvance(now.Machine, largestFall, out var gain) ? gain : sum;
    }

    /// <summary>
    /// The highest value each counter has had since it started; what the next reading is compared with.
    /// </summary>
    private struct Baseline
    {
        private CpuCounters _counters;
        private bool _isKnown;

        /// <returns>Whether there was something to compare with. If not, this reading is the new baseline.</returns>
        internal bool TryAdvance(in CpuCounters now, long largestFall, out CpuCounters gain)
        {
            bool isComparable = _isKnown && now.LargestFallSince(_counters) <= largestFall;
            gain = isComparable ? now.Since(_counters) : default;
            _counters = isComparable ? _counters + gain : now;
            _isKnown = true;
            return isComparable;
        }

        /// <returns>Whether there was something to forget.</returns>
        internal bool Forget()
        {
            bool wasKnown = _isKnown;
            _isKnown = false;
            return wasKnown;
        }
    }
}
