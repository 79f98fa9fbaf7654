namespace Sightglass;

/// <summary>A topic as it stands at one moment.</summary>
public sealed record TopicInfo
{
    /// <summary>The topic's name, without its owner.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is: a user id on Linux, the scope (<c>local</c>, <c>global</c>) on Windows.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether its publisher lives.</summary>
    public required TopicState State { get; init; }

    /// <summary>This life of the topic.</summary>
    public required Guid Instance { get; init; }

    /// <summary>Who publishes it.</summary>
    public required PublisherInfo Publisher { get; init; }

    /// <summary>How often samples are meant to come; zero when the publisher does not say.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>How many samples were published.</summary>
    public required long Count { get; init; }

    /// <summary>How long ago the newest sample was published; null when there is none.</summary>
    public required TimeSpan? Age { get; init; }

    /// <summary>How many past samples can be read at one time.</summary>
    public required long History { get; init; }

    /// <summary>Bytes of shared memory.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Which users may read it.</summary>
    public required Access Access { get; init; }

    /// <summary>Its fields.</summary>
    public required Schema Schema { get; init; }
}
