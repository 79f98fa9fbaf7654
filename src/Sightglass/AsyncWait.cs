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
    private LaneEntry? _entry;
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
                _entry = LaneEntry.TryEnter(this, attachment);
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
    internal bool OnSignal(LaneEntry entry)
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
}
