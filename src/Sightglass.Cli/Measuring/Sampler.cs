using System.Diagnostics;

namespace Sightglass.Cli.Measuring;

/// <summary>
/// A thread that takes a sample at each multiple of its interval. Deadlines are absolute, so that lateness does not add
/// up; one that is missed is skipped and the next sample flagged. The interval may change, and the thread may rest, while
/// it runs.
/// </summary>
internal sealed class Sampler : IDisposable
{
    /// <summary>
    /// The first sample cannot have an interval behind it and says "not available"; the second comes so soon after it,
    /// that whoever starts the publisher sees a value at once.
    /// </summary>
    private static readonly TimeSpan _firstInterval = TimeSpan.FromMilliseconds(250);

    private readonly Action<SampleFlags> _sample;
    private readonly Publisher _publisher;
    private readonly TimeSpan _phase;
    private readonly TickCounts _ticks;
    private readonly AutoResetEvent _changed = new(false);
    private readonly Thread _thread;
    private readonly Lock _settings = new(); // of two askers at one moment, one is the last in the topic too
    private long _interval;
    private volatile bool _isPaused, _isStopped;
    private bool _isWatched;

    /// <param name="publisher">Whose interval and state follow this one's.</param>
    /// <param name="interval">Between samples.</param>
    /// <param name="idleInterval">Between samples while nobody subscribes; null for the same.</param>
    /// <param name="phase">How long to wait before the first sample, so that not all samplers work at one moment.</param>
    /// <param name="ticks">Counts what the samples cost.</param>
    /// <param name="sample">Takes and publishes one sample; must not throw but on a publisher that cannot go on.</param>
    internal Sampler(Publisher publisher, TimeSpan interval, TimeSpan? idleInterval, TimeSpan phase, TickCounts ticks,
        Action<SampleFlags> sample)
    {
        _sample = sample;
        _publisher = publisher;
        _interval = interval.Ticks;
        IdleInterval = idleInterval;
        _phase = phase;
        _ticks = ticks;
        _thread = new Thread(Run) { IsBackground = true, Name = publisher.Name };
        // Somebody must look for a first subscriber; who does so already wakes this thread when there is one.
        if (idleInterval is not null) publisher.HasSubscribersChanged += OnHasSubscribersChanged;
    }

    /// <summary>Why the thread ended by itself, or null.</summary>
    internal TopicException? Fault { get; private set; }

    /// <summary>The thread ended by itself; raised by it.</summary>
    internal event EventHandler? Faulted;

    /// <summary>Between samples; the next one comes after the new interval.</summary>
    internal TimeSpan Interval
    {
        get => new(Volatile.Read(ref _interval));
        set
        {
            lock (_settings)
            {
                if (_interval == value.Ticks) return;
                Volatile.Write(ref _interval, value.Ticks);
                Announce();
            }
            _changed.Set();
        }
    }

    /// <summary>Between samples while nobody subscribes; null when it is the same.</summary>
    internal TimeSpan? IdleInterval { get; }

    /// <summary>Whether no samples are taken.</summary>
    internal bool IsPaused
    {
        get => _isPaused;
        set
        {
            lock (_settings)
            {
                if (_isPaused == value) return;
                _isPaused = value;
                // After a pause, not before the first sample: until then the topic would look silent.
                if (value) _publisher.IsPaused = true;
            }
            _changed.Set();
        }
    }

    internal void Start()
    {
        lock (_settings) Announce();
        _thread.Start();
    }

    private void Run()
    {
        try
        {
            Sample();
        }
        catch (TopicException e)
        {
            Fault = e;
            Faulted?.Invoke(this, EventArgs.Empty);
        }
    }

    private void Sample()
    {
        if (_changed.WaitOne(_phase) && _isStopped) return;
        var last = Stopwatch.GetTimestamp();
        var asleepNs = AsleepNs(last);
        Take(SampleFlags.None);
        var interval = IntervalNow();
        var (taken, wasPaused) = (interval, false);
        var deadlines = new Deadlines(last + Math.Min(ToTicks(interval), ToTicks(_firstInterval)), ToTicks(interval));
        while (!_isStopped)
        {
            wasPaused |= _isPaused;
            if (_changed.WaitOne(_isPaused ? Timeout.Infinite : UntilMs(deadlines.Next)))
            {
                var inForce = IntervalNow();
                if (_isPaused || (inForce == interval && !wasPaused)) continue;
                interval = inForce;
                // From the last sample and not from now: whoever asks again and again must not put it off for ever.
                deadlines = new(Math.Max(last + ToTicks(interval), Stopwatch.GetTimestamp()), ToTicks(interval));
                continue;
            }
            var now = Stopwatch.GetTimestamp();
            if (now < deadlines.Next) continue; // the wait has whole milliseconds
            var missed = deadlines.Meet(now);
            if (!wasPaused) _ticks.Miss(missed);
            var longest = Math.Max(ToTicks(interval), ToTicks(taken));
            var isGap = wasPaused || Gap.IsBetween(now - last, longest, AsleepNs(now) - asleepNs);
            Take(isGap ? SampleFlags.Discontinuity : SampleFlags.None);
            if (wasPaused) wasPaused = !TrySayResumed();
            (last, asleepNs, taken) = (now, AsleepNs(now), interval);
        }
    }

    /// <returns>False when it was paused again meanwhile.</returns>
    private bool TrySayResumed()
    {
        lock (_settings)
        {
            if (_isPaused) return false;
            _publisher.IsPaused = false;
            return true;
        }
    }

    /// <summary>What is in force now: the idle interval while nobody subscribes. Only with the settings locked.</summary>
    private TimeSpan InForce()
    {
        var interval = new TimeSpan(_interval);
        return IdleInterval is { } idle && idle > interval && !_isWatched ? idle : interval;
    }

    private TimeSpan IntervalNow()
    {
        lock (_settings) return InForce();
    }

    /// <summary>Tells the topic which interval is in force. Only with the settings locked.</summary>
    private void Announce()
    {
        if (InForce() is var interval && _publisher.Interval != interval) _publisher.Interval = interval;
    }

    private void OnHasSubscribersChanged(object? sender, EventArgs e)
    {
        lock (_settings)
        {
            if (_isStopped) return; // the event comes from a thread that does not know
            _isWatched = _publisher.HasSubscribers;
            Announce();
            _changed.Set();
        }
    }

    private void Take(SampleFlags flags)
    {
        var start = Stopwatch.GetTimestamp();
        _sample(flags);
        _ticks.Add(Stopwatch.GetTimestamp() - start);
    }

    /// <summary>How long the machine has slept: the boot clock goes on then, the stopwatch (on Linux) does not.</summary>
    private static long AsleepNs(long stopwatch) =>
        TopicClock.MonotonicNs - (long)(stopwatch * (1e9 / Stopwatch.Frequency));

    private static long ToTicks(TimeSpan time) => (long)(time.TotalSeconds * Stopwatch.Frequency);

    private static int UntilMs(long deadline) =>
        (int)Math.Clamp(Math.Ceiling((deadline - Stopwatch.GetTimestamp()) * 1000.0 / Stopwatch.Frequency), 0, int.MaxValue);

    public void Dispose()
    {
        lock (_settings) _isStopped = true;
        _publisher.HasSubscribersChanged -= OnHasSubscribersChanged;
        _changed.Set();
        if (_thread.IsAlive) _thread.Join();
        _changed.Dispose();
    }
}
