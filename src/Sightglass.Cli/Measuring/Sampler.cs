using System.Diagnostics;

namespace Sightglass.Cli.Measuring;

/// <summary>
/// A thread that takes a sample at each multiple of its interval. Deadlines are absolute, so that lateness does not add
/// up; one that is missed is skipped and the next sample flagged.
/// </summary>
internal sealed class Sampler : IDisposable
{
    /// <summary>
    /// The first sample cannot have an interval behind it and says "not available"; the second comes so soon after it,
    /// that whoever starts the publisher sees a value at once.
    /// </summary>
    private static readonly TimeSpan _firstInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>A gap of so many intervals, or a suspend of so much, is one across which nothing is computed.</summary>
    private const int GapIntervals = 3;
    private const long SuspendNs = 500_000_000;

    private readonly Action<SampleFlags> _sample;
    private readonly TimeSpan _interval, _phase;
    private readonly TickCounts _ticks;
    private readonly ManualResetEvent _stop = new(false);
    private readonly Thread _thread;

    /// <param name="name">Of the thread.</param>
    /// <param name="interval">Between samples.</param>
    /// <param name="phase">How long to wait before the first sample, so that not all samplers work at one moment.</param>
    /// <param name="ticks">Counts what the samples cost.</param>
    /// <param name="sample">Takes and publishes one sample; must not throw but on a publisher that cannot go on.</param>
    internal Sampler(string name, TimeSpan interval, TimeSpan phase, TickCounts ticks, Action<SampleFlags> sample)
    {
        _sample = sample;
        _interval = interval;
        _phase = phase;
        _ticks = ticks;
        _thread = new Thread(Run) { IsBackground = true, Name = name };
    }

    /// <summary>Why the thread ended by itself, or null.</summary>
    internal TopicException? Fault { get; private set; }

    internal void Start() => _thread.Start();

    private void Run()
    {
        try
        {
            Sample();
        }
        catch (TopicException e)
        {
            Fault = e;
        }
    }

    private void Sample()
    {
        if (_stop.WaitOne(_phase)) return;
        var intervalTicks = (long)(_interval.TotalSeconds * Stopwatch.Frequency);
        var last = Stopwatch.GetTimestamp();
        var asleepNs = AsleepNs(last);
        Sample(SampleFlags.None);
        var deadlines = new Deadlines(
            last + Math.Min(intervalTicks, (long)(_firstInterval.TotalSeconds * Stopwatch.Frequency)), intervalTicks);
        while (!_stop.WaitOne(UntilMs(deadlines.Next)))
        {
            var now = Stopwatch.GetTimestamp();
            if (now < deadlines.Next) continue; // the wait has whole milliseconds
            var isGap = now - last > GapIntervals * intervalTicks || AsleepNs(now) - asleepNs > SuspendNs;
            Sample(isGap ? SampleFlags.Discontinuity : SampleFlags.None);
            (last, asleepNs) = (now, AsleepNs(now));
            _ticks.Miss(deadlines.Meet(now));
        }
    }

    private void Sample(SampleFlags flags)
    {
        var start = Stopwatch.GetTimestamp();
        _sample(flags);
        _ticks.Add(Stopwatch.GetTimestamp() - start);
    }

    /// <summary>How long the machine has slept: the boot clock goes on then, the stopwatch (on Linux) does not.</summary>
    private static long AsleepNs(long stopwatch) =>
        TopicClock.MonotonicNs - (long)(stopwatch * (1e9 / Stopwatch.Frequency));

    private static int UntilMs(long deadline) =>
        (int)Math.Clamp(Math.Ceiling((deadline - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency), 0, int.MaxValue);

    public void Dispose()
    {
        _stop.Set();
        if (_thread.IsAlive) _thread.Join();
        _stop.Dispose();
    }
}
