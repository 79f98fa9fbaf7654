namespace Sightglass;

/// <summary>
/// Publishes a topic whose samples are a struct. One thread at a time publishes; to publish never waits for anybody.
/// Made by <see cref="Publisher.Create{T}(string, PublisherOptions?)"/>.
/// </summary>
/// <typeparam name="T">The struct of the topic's fields.</typeparam>
public sealed class Publisher<T> : TopicPublisher where T : unmanaged
{
    internal Publisher(Publication publication) : base(publication)
    {
    }

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
        Publication.Publish(value, TopicClock.MonotonicNs, TopicClock.UtcNs, flags);

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
        Publication.Publish(value, monotonicNs, utcNs, flags);
}
