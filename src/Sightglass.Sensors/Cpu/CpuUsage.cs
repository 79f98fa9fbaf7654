namespace Sightglass.Sensors.Cpu;

/// <summary>
/// Turns readings into utilizations: what each processor's counters gained since the previous reading, busy over total.
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
            if (number < perLogical.Length)
                perLogical[number] = gain.Utilization;
        }
        return Machine(now, isSameSet, sum).Utilization;
    }

    internal void Forget()
    {
        _machine.Forget();
        foreach (ref var processor in _processors.AsSpan())
            processor.Forget();
    }

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
