namespace Sightglass;

/// <summary>What a publisher that died left behind of one topic.</summary>
public sealed record TopicRemains
{
    /// <summary>The topic's name, without its owner.</summary>
    public required string Name { get; init; }

    /// <summary>Whose it is: a user id.</summary>
    public required string Owner { get; init; }

    /// <summary>Whether it is this user's, who can remove it with <see cref="Topics.Remove"/>.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>The paths of its files.</summary>
    public required IReadOnlyList<string> Files { get; init; }
}
