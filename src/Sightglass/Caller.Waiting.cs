using Sightglass.Layout;
using Sightglass.Peers;

namespace Sightglass;

internal sealed unsafe partial class Caller
{
    /// <summary>Puts a call among those that a lane's thread sleeps for.</summary>
    private void Wait(PendingCall pending)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Subscriber));
            _pending.Add(pending);
            if (_entry is null && _region.TryPin())
            {
                _entry = new Entry(this);
                _entry.Enter();
            }
        }
        Settle(pending); // after the entry took note of the signal: what came before is seen here, the rest there
    }

    /// <summary>Ends a call whose reply is there.</summary>
    private void Settle(PendingCall pending)
    {
        if (!_region.TryPin()) return;
        if (_table.Look(pending.Ticket) != CallLook.UnderWay && pending.TryEnd())
        {
            Remove(pending);
            Span<byte> bytes = stackalloc byte[CallEntry.MaxBodySizeBytes];
            if (TryTake(pending.Ticket, bytes, out var sizeBytes) is { } error) pending.Fail(error);
            else pending.Complete(bytes[..sizeBytes]);
        }
        _region.Unpin();
    }

    private void End(PendingCall pending, Exception error)
    {
        if (!pending.TryEnd()) return;
        Remove(pending);
        if (_region.TryPin())
        {
            _table.Abandon(pending.Ticket);
            _region.Unpin();
        }
        pending.Fail(error);
    }

    private void Remove(PendingCall pending)
    {
        lock (_lock) _pending.Remove(pending);
    }

    /// <summary>No reply comes any more. A reply that is there already is still taken.</summary>
    internal void EndAll(Func<string, Exception> error)
    {
        foreach (var pending in Snapshot())
        {
            Settle(pending);
            End(pending, error(_topic));
        }
    }

    /// <summary>
    /// The watch's look, for a wake that never came: other callers may write over this one's seat.
    /// </summary>
    internal void LookAfter()
    {
        if (!_region.TryPin()) return;
        SettleAll();
        lock (_lock) _entry?.Nudge();
        _region.Unpin();
    }

    private void SettleAll()
    {
        foreach (var pending in Snapshot()) Settle(pending);
    }

    private PendingCall[] Snapshot()
    {
        lock (_lock) return [.. _pending];
    }

    /// <summary>On the lane's thread.</summary>
    private bool OnSignal(Entry entry)
    {
        SettleAll();
        lock (_lock)
        {
            if (_entry != entry) return false;
            // With nobody waiting it leaves: a quick caller's replies would wake the lane for nothing.
            if (_pending.Count == 0) _entry = null;
            return _entry is not null;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            _entry?.Leave();
            _entry = null;
        }
        EndAll(static _ => new ObjectDisposedException(nameof(Subscriber)));
        _region.Dispose();
        Release();
    }

    /// <summary>Lets go of the seat, once, when the lane does not sleep on its event any more.</summary>
    private void Release()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        _sleeper.Dispose();
        _bell.Dispose();
        _locks?.Dispose();
        _seat.Dispose();
    }

    private int _users = 1;

    /// <summary>The caller's place in a lane. It keeps the region mapped.</summary>
    private sealed class Entry : LaneEntry
    {
        private readonly Caller _caller;

        internal Entry(Caller caller) : base(caller._sleeper)
        {
            _caller = caller;
            Interlocked.Increment(ref caller._users);
        }

        internal override bool OnSignal() => _caller.OnSignal(this);

        internal override void Unpin()
        {
            _caller._region.Unpin();
            _caller.Release();
        }
    }
}
