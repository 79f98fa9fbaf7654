namespace Sightglass;

/// <summary>Where following begins.</summary>
public enum StartAt
{
    /// <summary>With the newest sample that is there, if any, then each new one.</summary>
    Newest,
    /// <summary>With the oldest sample that is still there: the whole history, then each new one.</summary>
    Oldest,
    /// <summary>With the next sample that is published.</summary>
    Next,
}

/// <summary>How a topic is subscribed to.</summary>
public sealed record SubscriberOptions
{
    /// <summary>Where following begins. Of no meaning for the latest value.</summary>
    public StartAt Start { get; init; } = StartAt.Newest;

    internal static SubscriberOptions Default { get; } = new();
}

/// <summary>What a read of the next sample found.</summary>
public enum ReadResult
{
    /// <summary>The next sample.</summary>
    Sample,
    /// <summary>No sample, but the topic's state is another than at the last read.</summary>
    StateChanged,
    /// <summary>Nothing within the time.</summary>
    TimedOut,
}
