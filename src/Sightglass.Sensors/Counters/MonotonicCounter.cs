namespace Sightglass.Sensors.Counters;

/// <summary>
/// A counter that never falls, made of one that may: of a device that was reset, a control group that was made anew, or
/// a counter that steps back a little by design.
/// </summary>
internal struct MonotonicCounter
{
    private long _highest;
    private bool _isKnown;

    /// <summary>The first value and all gains since.</summary>
    internal long Value { get; private set; }

    /// <summary>
    /// Takes the value of a counter of 32 bits, which begins at 0 again when it is full: a fall of more than half of
    /// its range is that.
    /// </summary>
    internal bool TryAdvanceWrapping(uint now, out long gain)
    {
        if (_isKnown && now < _highest && _highest - now > int.MaxValue)
            _highest -= 1L << 32;
        return TryAdvance(now, largestFall: 0, out gain);
    }

    /// <summary>Takes the counter's value now.</summary>
    /// <param name="now">As the system gives it.</param>
    /// <param name="largestFall">
    /// The largest fall that is taken for a step back: then the counter gains nothing until it has passed its former
    /// height. After a larger one it started anew, and nobody knows how much it gained.
    /// </param>
    /// <param name="gain">What it gained since it was taken last.</param>
    /// <returns>Whether there was something to compare with.</returns>
    internal bool TryAdvance(long now, long largestFall, out long gain)
    {
        gain = 0;
        if (!_isKnown)
        {
            // Only the very first value counts by itself: what a device did while nobody looked was not seen.
            if (Value == 0)
                Value = now;
            (_highest, _isKnown) = (now, true);
            return false;
        }
        if (now >= _highest)
        {
            gain = now - _highest;
            Value += gain;
            _highest = now;
            return true;
        }
        if (_highest - now <= largestFall)
            return true;
        _highest = now;
        return false;
    }
}
