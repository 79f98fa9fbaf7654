using Shouldly;
using Sightglass.Tests.Memory;
using Xunit;

namespace Sightglass.Tests;

/// <summary>Tests that need the topics' directory for themselves: SIGHTGLASS_DIR is the whole process's.</summary>
[Collection(nameof(Alone))]
public sealed class OwnDirectoryTests : IDisposable
{
    private const string Variable = "SIGHTGLASS_DIR";
    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly string _root =
        Path.Combine(OperatingSystem.IsLinux() ? "/dev/shm" : Path.GetTempPath(), Unique.Topic());

    public OwnDirectoryTests()
    {
        Directory.CreateDirectory(_root);
        Environment.SetEnvironmentVariable(Variable, _root);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(Variable, _before);
        Directory.Delete(_root, recursive: true);
    }

    [LinuxFact]
    public void A_topic_whose_directory_is_deleted_is_published_again_with_its_history()
    {
        DeletedFilesTests.GoesOn("engine", () => Directory.Delete(TopicFile.Directory, recursive: true));
    }

    [Fact]
    public void Topics_of_one_directory_are_apart_from_those_of_another()
    {
        using var publisher = Publisher.Create<Engine>("engine");
        Topics.List().Select(t => t.Name).ShouldBe(["engine"]);
        Environment.SetEnvironmentVariable(Variable, _before);
        Should.Throw<TopicException>(() => Subscriber.Open("engine")).Error.ShouldBe(TopicError.NotFound);
        Topics.List().Select(t => t.Name).ShouldNotContain("engine");
    }

    [LinuxFact]
    public void A_closed_topic_leaves_no_file_behind()
    {
        using (var publisher = Publisher.Create<Engine>("engine", new() { Access = Access.Everyone }))
        using (Subscriber.Open("engine")) publisher.Publish(Engine.At(1));
        Directory.GetFiles(TopicFile.Directory).Select(Path.GetFileName).ShouldBe([".guard"]);
    }

    [LinuxFact]
    public void Leftovers_of_this_topic_are_swept_and_those_of_another_that_begins_alike_are_not()
    {
        var directory = TopicFile.Directory;
        string Put(string file)
        {
            File.WriteAllBytes(Path.Combine(directory, file), [1]);
            return file;
        }
        string[] ours = [Put($".engine.{Guid.NewGuid():N}.new"), Put($"engine.{Guid.NewGuid():N}.peers")];
        string[] others =
        [
            Put($".engine.oil.{Guid.NewGuid():N}.new"), Put($"engine.oil.{Guid.NewGuid():N}.peers"),
            Put($"engine2.{Guid.NewGuid():N}.peers"),
            Put("engine.peers"), Put("engine.notes.peers"), Put($"engine.{Guid.NewGuid():N}.other"),
            Put("engine.oil.topic"),
        ];
        using var publisher = Publisher.Create<Engine>("engine");
        var left = Directory.GetFiles(directory).Select(Path.GetFileName).ToArray();
        ours.Intersect(left).ShouldBeEmpty();
        others.Except(left).ShouldBeEmpty();
        // its own
        left.Count(file => file!.EndsWith(".peers") && file.StartsWith("engine.") && file.Length == 45).ShouldBe(1);
    }

    [LinuxFact]
    public void A_directory_that_others_may_write_to_or_that_is_none_is_not_trusted()
    {
        if (!OperatingSystem.IsLinux()) return; // for the analyzer
        var directory = TopicFile.Directory;
        using (Publisher.Create<Engine>("engine"))
        {
            File.SetUnixFileMode(directory, File.GetUnixFileMode(directory) | UnixFileMode.OtherWrite);
            var exception = Should.Throw<TopicException>(() => Subscriber.Open("engine"));
            (exception.Error, exception.Message.Contains("chmod go-w")).ShouldBe((TopicError.AccessDenied, true));
            Should.Throw<TopicException>(() => Publisher.Create<Engine>("other")).Error
                .ShouldBe(TopicError.AccessDenied);
        }
        Directory.Delete(directory, recursive: true);
        File.WriteAllText(directory, "");
        Should.Throw<TopicException>(() => Publisher.Create<Engine>("engine")).Message.ShouldContain("is no directory");
    }

    [LinuxFact]
    public void A_place_that_does_not_exist_is_said_with_what_to_do()
    {
        Environment.SetEnvironmentVariable(Variable, Path.Combine(_root, "missing"));
        Should.Throw<TopicException>(() => Publisher.Create<Engine>("engine")).Message.ShouldContain("SIGHTGLASS_DIR");
        Directory.Exists(Path.Combine(_root, "missing")).ShouldBeFalse();
        Topics.List().ShouldBeEmpty();
    }
}
