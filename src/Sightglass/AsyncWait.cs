using System.Threading.Tasks.Sources;

namespace Sightglass;

/// <summary>
/// The awaited wait of one subscriber. While its consumer keeps up it stays in its <see cref="Lane"/>, so that awaiting
/// again costs no system call; when news comes twice with nobody awaiting, it leaves and is put back by the next await.
/// </summary>
internal sealed class AsyncWait(Subscription subscription) : IValueTaskSource, IDisposable
{
    private readonly Lock _lock = new();
    private ManualResetValueTaskSourceCore<bool> _source = new() { RunContinuationsAsynchronously = true };
    private CancellationTokenRegistration _registration;
    private Entry? _entry;
    private bool _isAwaited, _hasNews;

    internal ValueTask WaitAsync(Attachment attachment, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled(cancel);
        lock (_lock)
        {
            if (_isAwaited)
                throw new InvalidOperationException(
                    "This subscriber is being awaited already; one consumer at a time follows.");
            if (_hasNews)
            {
                _hasNews = false;
                return ValueTask.CompletedTask;
            }
            _source.Reset();
            _isAwaited = true;
            if (_entry?.Attachment != attachment)
            {
                _entry?.Leave();
                _entry = Entry.TryEnter(this, attachment);
            }
        }
        // Disposed while this entered: nobody else would let go of the entry.
        if (subscription.IsDisposed) Dispose();
        // After the entry: what came since the caller's look, and before the entry took note of the signal.
        else if (_entry is null || subscription.HasNews()) Complete(null);
        else if (cancel.CanBeCanceled)
            _registration = cancel.UnsafeRegister(
                static (self, token) => ((AsyncWait)self!).Complete(new OperationCanceledException(token)), this);
        return new ValueTask(this, _source.Version);
    }

    /// <summary>The signal of the entry changed.</summary>
    /// <returns>Whether the entry shall stay.</returns>
    private bool OnSignal(Entry entry)
    {
        lock (_lock)
        {
            if (_entry != entry) return false;
            if (!_isAwaited && _hasNews)
            {
                _entry = null;
                return false;
            }
        }
        OnNews();
        return true;
    }

    /// <summary>The watch's look, for a wake that never came.</summary>
    internal void Nudge()
    {
        lock (_lock) _entry?.Nudge();
    }

    internal void OnNews() => Complete(null);

    private void Complete(Exception? error)
    {
        lock (_lock)
        {
            if (!_isAwaited)
            {
                if (error is null) _hasNews = true;
                return;
            }
            _isAwaited = false;
        }
        if (error is null) _source.SetResult(true);
        else _source.SetException(error);
    }

    void IValueTaskSource.GetResult(short token)
    {
        _registration.Dispose(); // waits for a cancellation under way, which must not end the wait that comes next
        _registration = default;
        _source.GetResult(token);
    }

    ValueTaskSourceStatus IValueTaskSource.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource.OnCompleted(Action<object?> continuation, object? state, short token,
        ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    public void Dispose()
    {
        lock (_lock)
        {
            _entry?.Leave();
            _entry = null;
        }
        Complete(new ObjectDisposedException(nameof(Subscriber)));
    }

    /// <summary>The subscriber's place in its lane. It keeps the attachment mapped.</summary>
    private sealed class Entry(AsyncWait wait, Attachment attachment) : LaneEntry(attachment.Sleeper)
    {
        internal Attachment Attachment => attachment;

        /// <returns>The entry, or null when the attachment is closed already.</returns>
        internal static Entry? TryEnter(AsyncWait wait, Attachment attachment)
        {
            if (!attachment.TryPin()) return null;
            var entry = new Entry(wait, attachment);
            entry.Enter();
            return entry;
        }

        internal override bool OnSignal() => wait.OnSignal(this);

        internal override void Unpin() => attachment.Unpin();
    }
}
