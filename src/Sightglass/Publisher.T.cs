namespace Sightglass;

/// <summary>
/// Publishes a topic whose samples are a struct. One thread at a time publishes; to publish never waits for anybody.
/// Made by <see cref="Publisher.Create{T}(string, PublisherOptions?)"/>.
/// </summary>
/// <typeparam name="T">The struct of the topic's fields.</typeparam>
public sealed class Publisher<T> : IDisposable where T : unmanaged
{
    private readonly Publication _publication;

    internal Publisher(Publication publication) => _publication = publication;

    /// <inheritdoc cref="Publisher.Name"/>
    public string Name => _publication.Name;

    /// <inheritdoc cref="Publisher.Schema"/>
    public Schema Schema => _publication.Schema;

    /// <inheritdoc cref="Publisher.Count"/>
    public long Count => _publication.Count;

    /// <inheritdoc cref="Publisher.Interval"/>
    public TimeSpan Interval
    {
        get => _publication.Interval;
        set => _publication.Interval = value;
    }

    /// <inheritdoc cref="Publisher.HasSubscribers"/>
    public bool HasSubscribers => _publication.HasSubscribers;

    /// <summary>
    /// Publishes a sample, stamped with the time now. Allocates nothing; a system call only if somebody sleeps.
    /// </summary>
    /// <param name="value">The fields.</param>
    /// <param name="flags">What is particular about it.</param>
    /// <exception cref="InvalidOperationException">Another thread is publishing.</exception>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    /// <exception cref="TopicException">Somebody deleted the topic's files and it cannot be published
    /// again.</exception>
    public void Publish(in T value, SampleFlags flags = SampleFlags.None) =>
        _publication.Publish(value, TopicClock.MonotonicNs, TopicClock.UtcNs, flags);

    /// <summary>Publishes a sample that was taken at a known moment.</summary>
    /// <param name="value">The fields.</param>
    /// <param name="monotonicNs">The moment on <see cref="TopicClock.MonotonicNs"/>.</param>
    /// <param name="utcNs">The moment on <see cref="TopicClock.UtcNs"/>.</param>
    /// <param name="flags">What is particular about it.</param>
    /// <exception cref="InvalidOperationException">Another thread is publishing.</exception>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    /// <exception cref="TopicException">Somebody deleted the topic's files and it cannot be published
    /// again.</exception>
    public void Publish(in T value, long monotonicNs, long utcNs, SampleFlags flags = SampleFlags.None) =>
        _publication.Publish(value, monotonicNs, utcNs, flags);

    /// <inheritdoc cref="Publisher.Dispose"/>
    public void Dispose() => _publication.Dispose();
}
