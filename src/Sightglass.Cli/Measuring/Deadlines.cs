namespace Sightglass.Cli.Measuring;

/// <summary>
/// Moments an interval apart, on whatever clock. Each follows from the first and not from when the one before was met, so
/// that lateness does not add up.
/// </summary>
internal struct Deadlines(long first, long interval)
{
    /// <summary>The next one.</summary>
    internal long Next { get; private set; } = first;

    /// <summary>
    /// The next one was met, at last; goes on to the first that lies ahead. Those that have passed already are not made
    /// up for: samples in a burst would tell nothing.
    /// </summary>
    /// <returns>How many have passed unmet.</returns>
    internal long Meet(long now)
    {
        Next += interval;
        if (Next >= now) return 0;
        var missed = (now - Next + interval - 1) / interval;
        Next += missed * interval;
        return missed;
    }
}
