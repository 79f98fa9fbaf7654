using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>clean</c> removes, and what it leaves alone.</summary>
public sealed class CleanTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [LinuxFact]
    public void What_a_killed_publisher_left_is_said_and_removed()
    {
        var publisher = _sandbox.StartPublisher();
        publisher.Kill();
        var files = _sandbox.TopicFiles();
        files.ShouldNotBeEmpty();

        var dry = _sandbox.Run("clean", "--dry-run");
        (dry.ExitCode, dry.Errors.Count, dry.Lines.Count).ShouldBe((0, 0, 2));
        dry.Lines[0].ShouldMatch(@"^would remove system\.cpu \(4 files, [\d.]+ KiB\)$");
        _sandbox.TopicFiles().ShouldBe(files, ignoreOrder: true);

        var cleaned = _sandbox.Run("clean");
        (cleaned.ExitCode, cleaned.Errors.Count).ShouldBe((0, 0));
        cleaned.Lines[1].ShouldMatch(@"^removed system\.memory \(4 files, [\d.]+ KiB\)$");
        _sandbox.TopicFiles().ShouldBeEmpty();
        _sandbox.Run("clean").Text.ShouldStartWith("Nothing is left behind in " + _sandbox.Directory);
    }

    [LinuxFact]
    public void The_living_are_left_alone_even_when_they_are_stopped()
    {
        var publisher = _sandbox.StartPublisher("--interval", "50ms");
        publisher.Signal("STOP");
        var files = _sandbox.TopicFiles();
        _sandbox.Run("clean").Text.ShouldStartWith("Nothing is left behind");
        _sandbox.TopicFiles().ShouldBe(files, ignoreOrder: true);
        publisher.Signal("CONT");
        _sandbox.Run("watch", "system.cpu", "--count", "3").ExitCode.ShouldBe(0);
    }

    [LinuxFact]
    public void Parts_of_a_topic_that_was_never_complete_are_removed_and_other_files_are_not()
    {
        _sandbox.StartPublisher().Kill();
        _sandbox.Run("clean");
        var directory = Directory.GetDirectories(_sandbox.Directory)[0];
        var part = Path.Combine(directory, ".engine.0123456789abcdef0123456789abcdef.new");
        var other = Path.Combine(directory, "notes.txt");
        File.WriteAllBytes(part, new byte[2048]);
        File.WriteAllText(other, "");
        _sandbox.Run("clean").Text.ShouldBe("removed engine (1 file, 2 KiB)");
        (File.Exists(part), File.Exists(other)).ShouldBe((false, true));
    }

    [RootFact]
    public void What_other_users_left_is_named_and_left()
    {
        var directory = Directory.CreateDirectory(Path.Combine(_sandbox.Directory, "sightglass-4242")).FullName;
        File.WriteAllText(Path.Combine(directory, "engine.lease"), "");
        using (var chown = Process.Start("chown", ["-R", "4242", directory])) chown.WaitForExit();
        var cleaned = _sandbox.Run("clean");
        (cleaned.ExitCode, cleaned.Text).ShouldBe((0, "left 4242:engine: user 4242's, who can run this too"));
        File.Exists(Path.Combine(directory, "engine.lease")).ShouldBeTrue();
    }

    [Fact]
    public void Where_nothing_is_there_is_nothing_to_do()
    {
        var cleaned = _sandbox.Run("clean");
        (cleaned.ExitCode, cleaned.Errors.Count, cleaned.Lines.Count).ShouldBe((0, 0, 1));
        cleaned.Text.ShouldStartWith("Nothing");
    }
}
