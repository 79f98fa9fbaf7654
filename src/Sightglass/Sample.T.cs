namespace Sightglass;

/// <summary>One published value of a topic, copied whole.</summary>
/// <typeparam name="T">The struct of the topic's fields.</typeparam>
public readonly struct Sample<T> where T : unmanaged
{
    private readonly T _value;

    internal Sample(in T value, ulong number, long monotonicNs, long utcNs, SampleFlags flags, ulong lost)
    {
        _value = value;
        Number = (long)number;
        MonotonicNs = monotonicNs;
        UtcNs = utcNs;
        Flags = flags;
        Lost = (long)lost;
    }

    /// <summary>The fields.</summary>
    public T Value => _value;

    /// <summary>The sample's number within its instance, from 0.</summary>
    public long Number { get; }

    /// <summary>When it was published, on <see cref="TopicClock.MonotonicNs"/>.</summary>
    public long MonotonicNs { get; }

    /// <summary>When it was published, in nanoseconds since 1970-01-01 UTC.</summary>
    public long UtcNs { get; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt => TopicClock.ToDateTime(UtcNs);

    /// <summary>What is particular about it.</summary>
    public SampleFlags Flags { get; }

    /// <summary>
    /// How many samples were overwritten between the one this subscriber read before and this one; always 0 for the
    /// latest value, which skips by intention.
    /// </summary>
    public long Lost { get; }

    /// <summary>How long ago it was published.</summary>
    public TimeSpan Age => new((TopicClock.MonotonicNs - MonotonicNs) / 100);
}
