namespace Sightglass;

/// <summary>Whether a topic's publisher lives.</summary>
public enum TopicState
{
    /// <summary>A publisher holds the topic and its samples come in time.</summary>
    Live,
    /// <summary>A publisher holds the topic, but its samples are late; it may be paused or overloaded.</summary>
    Silent,
    /// <summary>The publisher closed the topic.</summary>
    Stopped,
    /// <summary>The publisher's process ended without closing the topic. The last samples can still be read.</summary>
    Died,
    /// <summary>A publisher holds the topic and rests on purpose (<see cref="TopicPublisher.IsPaused"/>).</summary>
    Paused,
}

/// <summary>What is particular about a sample.</summary>
[Flags]
public enum SampleFlags : uint
{
    /// <summary>Nothing.</summary>
    None = 0,
    /// <summary>
    /// Time was lost before this sample: the machine slept, or the publisher missed its time. Do not draw or compute
    /// across it. Set by the publisher.
    /// </summary>
    Discontinuity = 1,
    /// <summary>
    /// The first sample that this subscriber got from a new instance of the topic. Set by the subscriber.
    /// </summary>
    Restarted = 0x8000_0000,
}
