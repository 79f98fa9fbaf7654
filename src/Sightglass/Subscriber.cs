using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Sightglass;

/// <summary>
/// Reads a topic whose fields are learnt from the topic itself, and opens subscribers of both kinds. It can neither
/// slow the publisher nor hurt it, and goes on by itself when the publisher is started anew, even with other fields.
/// Any thread may read the latest value; one thread at a time follows.
/// </summary>
public sealed class Subscriber : TopicSubscriber
{
    private Subscriber(Subscription subscription) : base(subscription)
    {
    }

    /// <summary>Opens a topic as <typeparamref name="T"/>.</summary>
    /// <param name="name">The topic's name: this user's topic, or else root's. Another owner's is
    /// <c>owner:name</c>.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="ArgumentException">The name is no topic name, or the struct has a field that no topic can
    /// have.</exception>
    /// <exception cref="TopicException">There is no such topic, it has other fields, or it cannot be read.</exception>
    public static Subscriber<T> Open<[DynamicallyAccessedMembers(TypedSchema.Members)] T>(string name,
        SubscriberOptions? options = null)
        where T : unmanaged =>
        new(Subscription.Open(name, TypedSchema<T>.Schema, options ?? SubscriberOptions.Default));

    /// <summary>Opens a topic, whatever its fields.</summary>
    /// <param name="name">The topic's name: this user's topic, or else root's. Another owner's is
    /// <c>owner:name</c>.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">There is no such topic, or it cannot be read.</exception>
    public static Subscriber Open(string name, SubscriberOptions? options = null) =>
        new(Subscription.Open(name, expected: null, options ?? SubscriberOptions.Default));

    /// <summary>Opens a topic as <typeparamref name="T"/>, waiting for its publisher if need be.</summary>
    /// <param name="name">As in <see cref="Open{T}(string, SubscriberOptions?)"/>.</param>
    /// <param name="wait">How long to wait for the topic to appear.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ArgumentException">The name is no topic name, or the struct has a field that no topic can
    /// have.</exception>
    /// <exception cref="TopicException">The topic did not appear in time, has other fields, or cannot be
    /// read.</exception>
    public static async Task<Subscriber<T>> OpenAsync<[DynamicallyAccessedMembers(TypedSchema.Members)] T>(string name,
        TimeSpan wait,
        SubscriberOptions? options = null, CancellationToken cancel = default) where T : unmanaged =>
        new(await Subscription.OpenAsync(name, TypedSchema<T>.Schema, options ?? SubscriberOptions.Default, wait,
            cancel).ConfigureAwait(false));

    /// <summary>Opens a topic, whatever its fields, waiting for its publisher if need be.</summary>
    /// <param name="name">As in <see cref="Open(string, SubscriberOptions?)"/>.</param>
    /// <param name="wait">How long to wait for the topic to appear.</param>
    /// <param name="options">How; the defaults when null.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">The topic did not appear in time, or cannot be read.</exception>
    public static async Task<Subscriber> OpenAsync(string name, TimeSpan wait, SubscriberOptions? options = null,
        CancellationToken cancel = default) =>
        new(await Subscription.OpenAsync(name, expected: null, options ?? SubscriberOptions.Default, wait, cancel)
            .ConfigureAwait(false));

    /// <summary>
    /// A new copy of the newest sample; one in which nothing is available when nothing was published yet.
    /// <see cref="TryReadLatest"/> is its twin that does not allocate.
    /// </summary>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    public Sample Latest
    {
        get
        {
            var sample = new Sample();
            _ = TryReadLatest(sample);
            return sample;
        }
    }

    /// <summary>Copies the newest sample. Never blocks, never torn.</summary>
    /// <param name="sample">Filled with it; without a value when there is none.</param>
    /// <returns>False when nothing was published yet.</returns>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    public bool TryReadLatest(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Subscription.TryReadLatest(sample);
    }

    /// <summary>Copies the next sample that this subscriber has not read. Never blocks.</summary>
    /// <param name="sample">Filled with it; without a value when there is none.</param>
    /// <returns>False when there is no further one yet.</returns>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed.</exception>
    public bool TryReadNext(Sample sample)
    {
        ArgumentNullException.ThrowIfNull(sample);
        return Subscription.TryReadNext(sample);
    }

    /// <summary>Waits for the next sample, or for a change of the topic's state.</summary>
    /// <param name="timeout">At most so long; <see cref="Timeout.InfiniteTimeSpan"/> for ever.</param>
    /// <param name="sample">Filled with the sample, if there is one.</param>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or more than 24 days.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed, perhaps during the wait.</exception>
    public ReadResult Read(TimeSpan timeout, Sample sample)
    {
        var deadline = new Deadline(timeout);
        while (true)
        {
            if (TryReadNext(sample)) return ReadResult.Sample;
            if (Subscription.TakeStateChange()) return ReadResult.StateChanged;
            if (deadline.IsOver) return ReadResult.TimedOut;
            Subscription.Wait(deadline.RemainingMs);
        }
    }

    /// <inheritdoc cref="Subscriber{T}.ReadAllAsync"/>
    public async IAsyncEnumerable<Sample> ReadAllAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        await foreach (var update in ReadUpdatesAsync(cancel).ConfigureAwait(false))
            if (update.HasSample) yield return update.Sample!;
    }

    /// <inheritdoc cref="Subscriber{T}.ReadUpdatesAsync"/>
    public async IAsyncEnumerable<Update<Sample>> ReadUpdatesAsync(
        [EnumeratorCancellation] CancellationToken cancel = default)
    {
        var sample = new Sample();
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            if (TryReadNext(sample))
            {
                yield return new(State, true, sample);
                sample = new Sample(); // the consumer may keep the one it got
            }
            else if (Subscription.TakeStateChange()) yield return new(State, false, null);
            else await Subscription.WaitAsync(cancel).ConfigureAwait(false);
        }
    }
}
