using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Sightglass;

/// <summary>
/// Reads a topic as a struct. It can neither slow the publisher nor hurt it, and goes on by itself when the publisher
/// is started anew. Any thread may read the latest value; one thread at a time follows. Made by
/// <see cref="Subscriber.Open{T}(string, SubscriberOptions?)"/>.
/// </summary>
/// <typeparam name="T">The struct of the topic's fields.</typeparam>
public sealed class Subscriber<[DynamicallyAccessedMembers(TypedSchema.Members)] T> : TopicSubscriber
    where T : unmanaged
{
    internal Subscriber(Subscription subscription) : base(subscription)
    {
    }

    /// <summary>Copies the newest sample. Never blocks, never torn; about ten nanoseconds.</summary>
    /// <param name="sample">The sample.</param>
    /// <returns>False when nothing was published yet.</returns>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    /// <exception cref="TopicException">The topic came back with other fields.</exception>
    public bool TryReadLatest(out Sample<T> sample)
    {
        var isThere = Subscription.TryReadLatest(out T value, out var stamps, out var number);
        sample = isThere ? new(value, number, stamps.MonotonicNs, stamps.UtcNs, (SampleFlags)stamps.Flags, lost: 0)
            : default;
        return isThere;
    }

    /// <summary>Copies the next sample that this subscriber has not read. Never blocks.</summary>
    /// <param name="sample">The sample; <see cref="Sample{T}.Lost"/> tells how many were overwritten before it.</param>
    /// <returns>False when there is no further one yet.</returns>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    /// <exception cref="TopicException">The topic came back with other fields.</exception>
    public bool TryReadNext(out Sample<T> sample)
    {
        var isThere =
            Subscription.TryReadNext(out T value, out var stamps, out var number, out var added, out var lost);
        sample = isThere ? new(value, number, stamps.MonotonicNs, stamps.UtcNs, (SampleFlags)stamps.Flags | added, lost)
            : default;
        return isThere;
    }

    /// <summary>Waits for the next sample, or for a change of the topic's state.</summary>
    /// <param name="timeout">At most so long; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="sample">The sample, if there is one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 24 days.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed, perhaps during the wait.</exception>
    /// <exception cref="TopicException">The topic came back with other fields.</exception>
    public ReadResult Read(TimeSpan timeout, out Sample<T> sample)
    {
        var deadline = new Deadline(timeout);
        while (true)
        {
            if (TryReadNext(out sample)) return ReadResult.Sample;
            if (Subscription.TakeStateChange()) return ReadResult.StateChanged;
            if (deadline.IsOver) return ReadResult.TimedOut;
            Subscription.Wait(deadline.RemainingMs);
        }
    }

    /// <summary>
    /// Every sample once, in order, for ever: it waits through silence, death and restart. Waiting takes no thread and
    /// no processor time; each awaited wake goes through the thread pool, which costs some microseconds more than
    /// <see cref="Read"/>.
    /// </summary>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    /// <exception cref="TopicException">The topic came back with other fields.</exception>
    public async IAsyncEnumerable<Sample<T>> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var update in ReadUpdatesAsync(cancel).ConfigureAwait(false))
            if (update.HasSample) yield return update.Sample;
    }

    /// <summary>Every sample once, and every change of the topic's state between them.</summary>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    /// <exception cref="TopicException">The topic came back with other fields.</exception>
    public async IAsyncEnumerable<Update<Sample<T>>> ReadUpdatesAsync(
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryReadNext(out var sample)) yield return new(State, true, sample);
            else if (Subscription.TakeStateChange()) yield return new(State, false, default);
            else await Subscription.WaitAsync(cancel).ConfigureAwait(false);
        }
    }
}
