namespace Sightglass.Cli.Measuring;

/// <summary>
/// Whether there is a gap between two samples: then nothing is computed across it, and the later one is flagged.
/// </summary>
internal static class Gap
{
    private const int Intervals = 3;
    private const long SuspendNs = 500_000_000;

    /// <param name="elapsed">Between the samples, on a clock that stands still while the machine sleeps.</param>
    /// <param name="interval">The longer of the intervals in force at the two, in the same unit.</param>
    /// <param name="asleepNs">How long the machine has slept between them.</param>
    internal static bool IsBetween(long elapsed, long interval, long asleepNs) =>
        elapsed > Intervals * interval || asleepNs > SuspendNs;
}
