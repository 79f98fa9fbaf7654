namespace Sightglass;

/// <summary>Who publishes a topic, as the publisher itself wrote it down: to be shown, not to be believed.</summary>
/// <param name="Pid">The process id, in the publisher's own pid namespace.</param>
/// <param name="Program">The program's file name.</param>
/// <param name="StartedAt">When the process started.</param>
/// <param name="PublishingSince">When this instance of the topic was made.</param>
public sealed record PublisherInfo(int Pid, string Program, DateTimeOffset StartedAt, DateTimeOffset PublishingSince);
