using System.Diagnostics;

namespace Sightglass.Cli.Screen;

/// <summary>What this viewer itself costs, as a mean of some seconds: whoever measures is to be measured.</summary>
internal sealed class OwnCost
{
    private static readonly TimeSpan _least = TimeSpan.FromSeconds(5);
    private long _since = Stopwatch.GetTimestamp();
    private TimeSpan _used = Environment.CpuUsage.TotalTime;

    /// <summary>Processors' worth of time; NaN until there is a mean.</summary>
    internal double Usage { get; private set; } = double.NaN;

    internal void Look()
    {
        var elapsed = Stopwatch.GetElapsedTime(_since);
        if (elapsed < _least) return;
        var used = Environment.CpuUsage.TotalTime;
        Usage = (used - _used) / elapsed;
        (_since, _used) = (Stopwatch.GetTimestamp(), used);
    }
}
