using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>One process publishes; others list, describe and watch.</summary>
public sealed class PublishTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void Others_list_and_describe_what_one_publishes()
    {
        var publisher = _sandbox.StartPublisher("--interval", "100ms", "--memory-interval", "50ms", "--history", "1m");
        publisher.WaitForLine("system.cpu every 100ms, system.memory every 50ms to this user");
        _sandbox.Run("watch", "system.memory", "--count", "2").ExitCode.ShouldBe(0);

        var list = _sandbox.Run("list");
        list.Lines.Count.ShouldBe(3);
        list.Lines[1].ShouldMatch(@"^system\.cpu +live +\S+ \d+ +100ms +\d+m?s +\d+ +\d+ +\S+ .?iB +owner +\S+$");
        list.Lines[2].ShouldStartWith("system.memory");

        using var json = JsonDocument.Parse(_sandbox.Run("list", "--output", "json").Text);
        var cpu = json.RootElement.EnumerateArray().First();
        cpu.GetProperty("name").GetString().ShouldBe("system.cpu");
        cpu.GetProperty("state").GetString().ShouldBe("live");
        cpu.GetProperty("intervalSeconds").GetDouble().ShouldBe(0.1);
        cpu.GetProperty("history").GetInt32().ShouldBeGreaterThanOrEqualTo(600);
        cpu.GetProperty("publisher").GetProperty("pid").GetInt32().ShouldBe(PidOf(publisher, cpu));

        var described = _sandbox.Run("describe", "system.cpu").Text;
        described.ShouldContain("FIELD");
        described.ShouldContain("system.cpu.utilization");
        using var one = JsonDocument.Parse(_sandbox.Run("describe", "system.memory", "--output", "json").Text);
        one.RootElement.GetProperty("fields").EnumerateArray().Select(f => f.GetProperty("unit").GetString())
            .Take(4).ShouldBe(["By", "By", "By", "1"]);
    }

    [Fact]
    public void A_second_publisher_is_refused_and_told_who_is_first()
    {
        var first = _sandbox.StartPublisher();
        using var json = JsonDocument.Parse(_sandbox.Run("list", "--output", "json").Text);
        var pid = PidOf(first, json.RootElement[0]);
        var second = _sandbox.Run("publish");
        second.ExitCode.ShouldBe(ExitCode.RuntimeError);
        second.Lines.ShouldBeEmpty();
        second.Errors.ShouldHaveSingleItem().ShouldContain($"{pid}");
        first.HasEnded.ShouldBeFalse();
    }

    [LinuxTheory]
    [InlineData("TERM", 0)]
    [InlineData("INT", ExitCode.Interrupted)]
    public void A_publisher_that_is_told_to_end_ends_at_once_and_leaves_nothing_behind(string signal, int exitCode)
    {
        var publisher = _sandbox.StartPublisher("--interval", "1h");
        _sandbox.TopicFiles().ShouldNotBeEmpty();
        publisher.Signal(signal);
        var ended = publisher.End(5_000);
        ended.ExitCode.ShouldBe(exitCode);
        ended.Errors.ShouldBeEmpty();
        _sandbox.TopicFiles().ShouldBeEmpty();
    }

    [Fact]
    public void A_killed_publisher_is_followed_by_the_next_without_any_cleaning()
    {
        _sandbox.StartPublisher().Kill();
        _sandbox.StartPublisher("--interval", "50ms");
        var watched = _sandbox.Run("watch", "system.cpu", "--count", "2");
        watched.ExitCode.ShouldBe(0);
        watched.Errors.ShouldBeEmpty();
    }

    // Under Wine a process has two ids, one of the system below.
    private static int PidOf(RunningProgram publisher, JsonElement topic) =>
        OperatingSystem.IsLinux() ? publisher.Pid : topic.GetProperty("publisher").GetProperty("pid").GetInt32();
}
