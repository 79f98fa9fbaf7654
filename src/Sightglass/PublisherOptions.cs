namespace Sightglass;

/// <summary>How a topic is published.</summary>
public sealed record PublisherOptions
{
    /// <summary>
    /// How many past samples stay readable, at least; 1 to 100 million, 64 by default. The ring has the next power of
    /// two above it, so 600 costs what 1023 costs.
    /// </summary>
    public int History { get; init; } = 64;

    /// <summary>Which users may read.</summary>
    public Access Access { get; init; } = Access.Owner;

    /// <summary>
    /// Which users may call the publisher's verbs, if it has any (<see cref="TopicPublisher.OnCall(string,
    /// CallHandler)"/>). Everyone can be allowed only where everyone may read. On Linux whoever may call can also
    /// truncate the file of the calls, which ends the processes that have it mapped, the publisher too: allow everyone
    /// only where the users of the machine are trusted not to.
    /// </summary>
    public Access CallAccess { get; init; } = Access.Owner;

    /// <summary>
    /// How often samples are meant to come. A topic whose samples stay away for three intervals is
    /// <see cref="TopicState.Silent"/>. Zero, the default, for samples that come when they come.
    /// </summary>
    public TimeSpan Interval { get; init; }

    internal const int MaxHistory = 100_000_000;

    internal static readonly TimeSpan MaxInterval = TimeSpan.FromDays(366);

    internal void Check()
    {
        if (History is < 1 or > MaxHistory)
            throw new ArgumentOutOfRangeException(nameof(History), History,
                $"The history is 1 to {MaxHistory} samples.");
        if (Interval < TimeSpan.Zero || Interval > MaxInterval)
            throw new ArgumentOutOfRangeException(nameof(Interval), Interval, "The interval is 0 to 366 days.");
        if (Access is not (Access.Owner or Access.Everyone))
            throw new ArgumentOutOfRangeException(nameof(Access), Access, "The access is Owner or Everyone.");
        if (CallAccess is not (Access.Owner or Access.Everyone))
            throw new ArgumentOutOfRangeException(nameof(CallAccess), CallAccess, "The access is Owner or Everyone.");
        if (CallAccess == Access.Everyone && Access == Access.Owner)
            throw new ArgumentException("Everyone may call only where everyone may read: set Access too.",
                nameof(CallAccess));
    }
}
