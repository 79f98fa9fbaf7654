using System.Diagnostics;
using Sightglass.Memory;

namespace Sightglass;

internal sealed partial class Subscription
{
    /// <summary>
    /// A follower that was woken to a backlog is at work: before it sleeps it looks again for so long. One that was
    /// woken to a single sample sleeps at once, and does not look around again until a wake finds a backlog.
    /// </summary>
    private static readonly long _lookAroundTicks = Stopwatch.Frequency / 20_000; // 50 µs
    private const int PausesBetweenLooks = 32, BacklogCount = 2;

    private int _sleepers;
    private bool _isBusy;
    private AsyncWait? _asyncWait;

    /// <summary>Sleeps until there may be something to read, a new state to report, or the time is over.</summary>
    /// <param name="timeoutMs">-1 for ever.</param>
    internal void Wait(int timeoutMs)
    {
        if (_isBusy && LookAround()) return;
        _isBusy = false;
        var attachment = _following;
        if (!attachment.TryPin()) return; // disposed: the next read says so
        // Counted before the look at _end, as Dispose sets _end before it looks at the count: one of the two sees the
        // other.
        Interlocked.Increment(ref _sleepers);
        try
        {
            var seen = attachment.Sleeper.Seen; // before the look for news: what comes after it ends the sleep
            if (!HasNews()) attachment.Sleeper.Sleep(seen, timeoutMs);
            _isBusy = attachment.Reader.Cursor >= _position + BacklogCount;
        }
        finally
        {
            Interlocked.Decrement(ref _sleepers);
            attachment.Unpin();
        }
    }

    internal ValueTask WaitAsync(CancellationToken cancel) =>
        (_asyncWait ??= new AsyncWait(this)).WaitAsync(_following, cancel);

    /// <summary>Whether a read could find something, or has to say something, now.</summary>
    internal bool HasNews()
    {
        var inside = InFlight.Enter(); // another thread may dispose, and the cursor lies in the topic's memory
        var hasNews = _end is not null || _following.Reader.Cursor > _position || _latest != _following
            || _stateVersion != _reportedVersion;
        inside.Exit();
        return hasNews;
    }

    internal bool IsDisposed => _end is ObjectDisposedException;

    private bool LookAround()
    {
        var attachment = _following;
        if (!attachment.TryPin()) return true;
        try
        {
            for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetTimestamp() - start < _lookAroundTicks;)
            {
                if (HasNews()) return true;
                // Each look takes the cache line from the publisher, so not too many of them.
                for (var i = 0; i < PausesBetweenLooks; i++) Thread.SpinWait(1);
            }
            return false;
        }
        finally
        {
            attachment.Unpin();
        }
    }

    /// <summary>
    /// The watch has something to say. A sleeper missed now, between its look and its sleep, is met at the next look.
    /// </summary>
    private void WakeUp()
    {
        _asyncWait?.OnNews();
        if (Volatile.Read(ref _sleepers) == 0) return;
        var attachment = _following;
        if (!attachment.TryPin()) return;
        attachment.Sleeper.Interrupt();
        attachment.Unpin();
    }

    private void EndSleeps()
    {
        Interlocked.MemoryBarrier(); // _end before the look at the count
        var spin = new SpinWait();
        while (Volatile.Read(ref _sleepers) > 0)
        {
            _following.Sleeper.Interrupt(); // again and again: one may be just about to sleep
            spin.SpinOnce();
        }
        _asyncWait?.Dispose();
    }
}
