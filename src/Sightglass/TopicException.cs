namespace Sightglass;

/// <summary>Why the world is not as an operation on a topic needs it.</summary>
public enum TopicError
{
    /// <summary>No topic of this name is published, and none is left behind by a publisher that died.</summary>
    NotFound,
    /// <summary>Another living publisher holds the topic.</summary>
    AlreadyPublished,
    /// <summary>The topic's fields are not those of the type that it was opened with.</summary>
    WrongType,
    /// <summary>The topic was written by a version of Sightglass with another memory layout.</summary>
    IncompatibleLayout,
    /// <summary>What lies under the topic's name is not a sound topic.</summary>
    Damaged,
    /// <summary>The operating system denies this user the access.</summary>
    AccessDenied,
    /// <summary>Shared memory is full.</summary>
    NoSpace,
    /// <summary>The topic was taken over: somebody removed its lease and another publisher took the name.</summary>
    LeaseLost,
    /// <summary>The topic is alive, and what was asked is for dead ones only.</summary>
    Alive,
    /// <summary>The operating system failed in another way; the message has its words.</summary>
    SystemFailure,
}

/// <summary>
/// The outside world is not as an operation needs it. The message is one line: what was tried, on what, what the
/// operating system said and what to do. Wrong use of the library is an <see cref="ArgumentException"/> or
/// <see cref="ObjectDisposedException"/> instead.
/// </summary>
public sealed class TopicException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">The reason, for programs.</param>
    /// <param name="message">The line, for people.</param>
    public TopicException(TopicError error, string message) : base(message) => Error = error;

    /// <summary>The reason, for programs.</summary>
    public TopicError Error { get; }
}
