using Shouldly;

namespace Sightglass.Tests.Processes;

/// <summary>What lies in shared memory under a topic's name.</summary>
internal static class TopicFiles
{
    internal static string DirectoryOf(string topic) =>
        Path.GetDirectoryName(Place.ForPublisher(topic, Access.Owner).Topic)!;

    internal static void ShouldBeGone(string topic)
    {
        if (OperatingSystem.IsLinux()) ShouldBeGoneFrom(DirectoryOf(topic), topic);
        else Topics.List().ShouldNotContain(found => found.Name == topic);
    }

    internal static void ShouldBeGoneFrom(string directory, string topic) =>
        Directory.GetFileSystemEntries(directory).Select(Path.GetFileName)
            .ShouldNotContain(file => file!.Contains(topic, StringComparison.Ordinal));
}
