namespace Sightglass.Pdu;

/// <summary>Why the objects of the original programs cannot be used.</summary>
public enum PduError
{
    /// <summary>There is no section of that name in this session: no server runs.</summary>
    NotFound,
    /// <summary>Another server, an original one or another Sightglass, publishes already.</summary>
    AlreadyPublished,
    /// <summary>Another server has begun to write beside this publisher.</summary>
    TakenOver,
    /// <summary>
    /// An object of that name is there and is not what the protocol says: its size or its kind differs.
    /// </summary>
    Foreign,
    /// <summary>Windows denies this user the access.</summary>
    AccessDenied,
    /// <summary>Windows failed in another way; the message has its words.</summary>
    SystemFailure,
}

/// <summary>
/// The objects of the original programs are not as they are needed. The message is one line: what was tried, on what,
/// what Windows said and what to do.
/// </summary>
public sealed class PduException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="error">The reason, for programs.</param>
    /// <param name="message">The line, for people.</param>
    public PduException(PduError error, string message) : base(message) => Error = error;

    /// <summary>The reason, for programs.</summary>
    public PduError Error { get; }
}
