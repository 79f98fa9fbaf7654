namespace Sightglass;

/// <summary>Why a call has no reply.</summary>
public enum CallError
{
    /// <summary>The publisher takes no call of this name, or none at all.</summary>
    NoSuchVerb,
    /// <summary>The publisher or the operating system does not allow it; the message says what would be.</summary>
    Refused,
    /// <summary>The publisher's handler failed; the message is that of its exception.</summary>
    Failed,
    /// <summary>All seats or entries for calls are taken, or too many handlers are running.</summary>
    Busy,
    /// <summary>The publisher died. Whether it had done what was asked cannot be known.</summary>
    Died,
    /// <summary>The publisher closed the topic before it replied.</summary>
    Stopped,
    /// <summary>The topic was published anew before the reply came.</summary>
    Restarted,
    /// <summary>No reply within the time. The publisher may still do what was asked.</summary>
    TimedOut,
}

/// <summary>
/// A call has no reply. A handler throws it too, with <see cref="CallError.Refused"/>, to say that it will not do what
/// was asked; the caller gets the message as it is.
/// </summary>
public sealed class CallException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">The reason, for programs.</param>
    /// <param name="message">The line, for people.</param>
    public CallException(CallError error, string message) : base(message) => Error = error;

    /// <summary>The reason, for programs.</summary>
    public CallError Error { get; }
}
