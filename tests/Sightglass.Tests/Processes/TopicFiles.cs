using Shouldly;

namespace Sightglass.Tests.Processes;

/// <summary>What lies in shared memory under a topic's name.</summary>
internal static class TopicFiles
{
    internal static string DirectoryOf(string topic) =>
        Path.GetDirectoryName(Place.ForPublisher(topic, Access.Owner).Topic)!;

    /// <summary>As somebody does by hand, or a system at logout.</summary>
    internal static void DeleteAll(string topic)
    {
        foreach (var path in Directory.GetFiles(DirectoryOf(topic), $"*{topic}*")) File.Delete(path);
    }

    internal static void ShouldBeGone(string topic)
    {
        if (OperatingSystem.IsLinux()) ShouldBeGoneFrom(DirectoryOf(topic), topic);
        else Topics.List().Where(found => found.Name == topic).ShouldBeEmpty();
    }

    internal static void ShouldBeGoneFrom(string directory, string topic) =>
        Directory.GetFileSystemEntries(directory).Select(Path.GetFileName)
            .Where(file => file!.Contains(topic, StringComparison.Ordinal)).ShouldBeEmpty();
}
