namespace Sightglass.Cli.Following;

/// <summary>A topic that a <see cref="TopicBoard"/> follows.</summary>
/// <param name="Name">
/// As <c>watch</c> takes it: plain where that means this topic, <c>owner:name</c> for another user's.
/// </param>
/// <param name="Subscriber">Reads it. The board alone follows with it; anybody may look at its state and latest value,
/// and call the publisher.</param>
internal sealed record FollowedTopic(string Name, Subscriber Subscriber);
