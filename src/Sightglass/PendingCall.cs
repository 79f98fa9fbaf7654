using Sightglass.Peers;

namespace Sightglass;

/// <summary>Makes a value of a reply's bytes.</summary>
internal delegate TReply ReadReply<out TReply>(ReadOnlySpan<byte> bytes);

/// <summary>
/// A call whose reply did not come at once. It ends once: with a reply, an error, or the caller's end.
/// </summary>
#pragma warning disable CA1001 // The timer is disposed by TryEnd, which every pending call comes to.
internal abstract class PendingCall(CallTicket ticket)
#pragma warning restore CA1001
{
    private CancellationTokenRegistration _cancellation;
    private Timer? _timeout;
    private int _isOver;

    internal CallTicket Ticket { get; } = ticket;

    internal bool IsOver => Volatile.Read(ref _isOver) != 0;

    /// <summary>The right to end it; whoever gets it alone touches the call's entry from now on.</summary>
    internal bool TryEnd()
    {
        if (Interlocked.Exchange(ref _isOver, 1) != 0) return false;
        // Not Dispose, which would wait for a callback that may be the very one that calls this.
        _ = _cancellation.Unregister();
        _timeout?.Dispose();
        return true;
    }

    /// <summary>Lets time and the caller's token end it.</summary>
    internal void EndBy(int timeoutMs, Action<PendingCall, Exception> end, string timedOut, CancellationToken cancel)
    {
        if (timeoutMs >= 0)
            _timeout = new Timer(_ => end(this, new CallException(CallError.TimedOut, timedOut)), null, timeoutMs,
                Timeout.Infinite);
        if (cancel.CanBeCanceled)
            _cancellation = cancel.UnsafeRegister((_, token) => end(this, new OperationCanceledException(token)), null);
        // Between storing those two and the look: without it both this and TryEnd could miss the other, and the timer
        // and the registration would stay.
        Interlocked.MemoryBarrier();
        if (!IsOver) return;
        _ = _cancellation.Unregister();
        _timeout?.Dispose();
    }

    internal abstract void Complete(ReadOnlySpan<byte> reply);

    internal abstract void Fail(Exception error);
}

/// <inheritdoc/>
internal sealed class PendingCall<TReply>(CallTicket ticket, ReadReply<TReply> read) : PendingCall(ticket)
{
    // The thread that completes it sleeps for others too and must not run what awaits this.
    private readonly TaskCompletionSource<TReply> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal Task<TReply> Task => _source.Task;

#pragma warning disable CA1031 // Bytes that are no such value are the awaiting caller's exception, not this thread's.
    internal override void Complete(ReadOnlySpan<byte> reply)
    {
        try
        {
            _source.SetResult(read(reply));
        }
        catch (Exception e)
        {
            _source.SetException(e);
        }
    }
#pragma warning restore CA1031

    internal override void Fail(Exception error)
    {
        if (error is OperationCanceledException cancelled) _source.SetCanceled(cancelled.CancellationToken);
        else _source.SetException(error);
    }
}
