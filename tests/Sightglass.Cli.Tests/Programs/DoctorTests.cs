using System.Diagnostics;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>doctor</c> says where all is well, and where something is not.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Where_all_is_well_nothing_fails_and_it_really_publishes_awaits_and_calls()
    {
        var doctor = _sandbox.Run("doctor");
        (doctor.ExitCode, doctor.Errors.Count).ShouldBe((0, 0), doctor.Text);
        doctor.Text.ShouldMatch(@"(?m)^ok    round trip +published, awaited in \d+ µs, called in \d+ µs, closed$");
        doctor.Text.ShouldMatch("(?m)^ok    topics +none is published$");
        doctor.Text.ShouldNotContain("fail  ");
        _sandbox.Run("list").Lines.Count.ShouldBe(1, "its own topic is gone again");
    }

    [Fact]
    public void Topics_that_are_published_are_named()
    {
        _sandbox.StartPublisher();
        Result("topics").ShouldBe(("ok", "2 published: system.cpu, system.memory"));
    }

    [LinuxFact]
    public void The_place_is_said()
    {
        var (result, text) = Result("directory");
        result.ShouldBe("ok");
        text.ShouldStartWith(_sandbox.Directory);
        Result("file system").Result.ShouldBeOneOf("ok", "warn"); // without /dev/shm the sandbox lies on a disk
        Result("space").Text.ShouldContain("`sightglass publish` needs");
    }

    [LinuxFact]
    public void A_place_that_does_not_exist_fails_and_ends_with_1()
    {
        var doctor = _sandbox.StartOther("env", "SIGHTGLASS_DIR=/nonexistent", Sandbox.ProgramPath, "doctor").End();
        (doctor.ExitCode, doctor.Errors.Count).ShouldBe((ExitCode.RuntimeError, 0));
        doctor.Text.ShouldMatch("(?m)^fail  directory +/nonexistent does not exist\\.$");
        doctor.Text.ShouldContain("To do: Mount a tmpfs there, or set SIGHTGLASS_DIR");
        doctor.Text.ShouldMatch("(?m)^fail  round trip +Cannot create /nonexistent/");
    }

    [LinuxFact]
    public void A_directory_that_others_may_write_to_fails()
    {
        _sandbox.StartPublisher().Signal("TERM");
        var directory = Directory.GetDirectories(_sandbox.Directory)[0];
        using (var chmod = Process.Start("chmod", ["o+w", directory])) chmod.WaitForExit();
        var (result, text) = Result("directory");
        (result, text.Contains("chmod go-w", StringComparison.Ordinal)).ShouldBe(("fail", true), text);
    }

    [LinuxFact]
    public void What_the_dead_left_is_named_with_what_to_do()
    {
        _sandbox.StartPublisher().Kill();
        var found = Find("remains");
        Text(found).ShouldContain("left behind: system.cpu, system.memory.");
        found.GetProperty("advice").GetString()!.ShouldContain("sightglass clean");
    }

    [LinuxFact]
    public void A_silent_and_a_damaged_topic_are_named()
    {
        var publisher = _sandbox.StartPublisher("--interval", "50ms");
        publisher.Signal("STOP");
        File.WriteAllText(Path.Combine(Directory.GetDirectories(_sandbox.Directory)[0], "engine.topic"), "rubbish");
        Eventually.True(() => Doctor().Any(found => Name(found) == "topic system.cpu"), () => "the silence is named");
        Text(Find("topic system.cpu")).ShouldContain("should have a sample every 50ms");
        var damaged = Doctor().Single(found => Name(found).EndsWith(":engine", StringComparison.Ordinal));
        damaged.GetProperty("result").GetString().ShouldBe("fail");
        Text(damaged).ShouldContain("Cannot open 'engine'");
        publisher.Signal("CONT");
    }

    private (string Result, string Text) Result(string check) =>
        Find(check) is var found ? (found.GetProperty("result").GetString()!, Text(found)) : default;

    private JsonElement Find(string check) => Doctor().Single(found => Name(found) == check);

    private JsonElement[] Doctor()
    {
        using var json = JsonDocument.Parse(_sandbox.Run("doctor", "--output", "json").Text);
        return [.. json.RootElement.EnumerateArray().Select(found => found.Clone())];
    }

    private static string Text(JsonElement finding) => finding.GetProperty("text").GetString()!;

    private static string Name(JsonElement finding) => finding.GetProperty("check").GetString()!;
}
