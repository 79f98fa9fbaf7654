using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What <c>watch</c> says of a publisher that is silent, stops or dies.</summary>
[Collection(nameof(Alone))]
public sealed class PublisherGoneTests : IDisposable
{
    private const int SoonMs = 2_000;
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void A_death_is_told_within_two_seconds_and_the_next_publisher_is_followed()
    {
        var first = _sandbox.StartPublisher("--interval", "100ms");
        var watching = _sandbox.Start("watch", "system.memory");
        watching.WaitForLines(2);
        first.Kill();
        watching.WaitForError("died", SoonMs);
        var before = watching.Lines.Length;
        _sandbox.StartPublisher("--interval", "100ms");
        watching.WaitForLine(" restarted ");
        watching.WaitForLines(before + 3);
        watching.WaitForError("is live");
    }

    [Fact]
    public void A_death_is_an_object_of_its_own_in_ndjson()
    {
        var publisher = _sandbox.StartPublisher("--interval", "100ms");
        var watching = _sandbox.Start("watch", "system.memory", "--output", "ndjson");
        watching.WaitForLines(2);
        publisher.Kill();
        using var json = JsonDocument.Parse(watching.WaitForLine("\"state\"", SoonMs));
        json.RootElement.GetProperty("state").GetString().ShouldBe("died");
        watching.Errors.ShouldBeEmpty();
    }

    [Fact]
    public void Until_stopped_ends_with_5_when_the_publisher_dies()
    {
        var publisher = _sandbox.StartPublisher("--interval", "100ms");
        var watching = _sandbox.Start("watch", "system.cpu", "system.memory", "--until-stopped");
        watching.WaitForLines(2);
        publisher.Kill();
        var ended = watching.End();
        ended.ExitCode.ShouldBe(ExitCode.PublisherGone);
        ended.ErrorText.ShouldContain("died");
    }

    [LinuxFact]
    public void Until_stopped_ends_with_5_when_the_publisher_stops()
    {
        var publisher = _sandbox.StartPublisher("--interval", "100ms");
        var watching = _sandbox.Start("watch", "system.cpu", "--until-stopped");
        watching.WaitForLines(2);
        publisher.Signal("TERM");
        var ended = watching.End();
        ended.ExitCode.ShouldBe(ExitCode.PublisherGone);
        ended.ErrorText.ShouldContain("stopped");
    }

    [LinuxFact]
    public void Silence_is_not_death()
    {
        var publisher = _sandbox.StartPublisher("--interval", "100ms");
        var watching = _sandbox.Start("watch", "system.cpu");
        watching.WaitForLines(2);
        publisher.Signal("STOP");
        watching.WaitForError("silent", SoonMs);
        publisher.Signal("CONT");
        watching.WaitForError("is live", SoonMs);
        watching.WaitForLine("discontinuity");
        string.Join(" ", watching.Errors).ShouldNotContain("died");
    }

    [LinuxTheory]
    [InlineData("--wait off", 1)]
    [InlineData("--wait 300ms", 1)]
    [InlineData("--wait off --from-start", 3)]
    public void What_a_killed_publisher_left_is_shown_before_it_ends_with_5(string options, int atLeast)
    {
        var publisher = _sandbox.StartPublisher("--interval", "50ms");
        _sandbox.Run("watch", "system.cpu", "--count", "3");
        publisher.Kill();
        _sandbox.Run("list").Lines[1].ShouldMatch(@"^system\.cpu +died ");
        var watched = _sandbox.Run(["watch", "system.cpu", .. options.Split(' ')]);
        watched.ExitCode.ShouldBe(ExitCode.PublisherGone);
        watched.Lines.Count.ShouldBeGreaterThanOrEqualTo(atLeast);
        watched.Errors.ShouldHaveSingleItem().ShouldContain("died");
    }

    [LinuxFact]
    public void A_leftover_is_followed_by_a_publisher_that_comes_in_time()
    {
        _sandbox.StartPublisher("--interval", "50ms").Kill();
        var watching = _sandbox.Start("watch", "system.cpu", "--wait", "30s");
        watching.WaitForError("died");
        _sandbox.StartPublisher("--interval", "50ms");
        watching.WaitForLine(" restarted ");
        watching.WaitForLines(5);
    }

    [LinuxFact]
    public void An_incompatible_layout_is_4_and_a_damaged_one_a_line()
    {
        _sandbox.StartPublisher("--interval", "100ms").Kill();
        var file = _sandbox.TopicFiles().Single(f => f.EndsWith("system.cpu.topic", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(file);
        bytes[12]++; // the major version of the layout
        File.WriteAllBytes(file, bytes);
        foreach (var command in (string[][])[["describe", "system.cpu"], ["watch", "system.cpu", "--wait", "off"]])
        {
            var refused = _sandbox.Run(command);
            refused.ExitCode.ShouldBe(ExitCode.IncompatibleLayout);
            refused.Lines.ShouldBeEmpty();
            refused.Errors.ShouldHaveSingleItem().ShouldStartWith("sightglass: ");
        }
        var list = _sandbox.Run("list");
        (list.ExitCode, list.Lines.Count).ShouldBe((0, 2));
        list.Errors.ShouldHaveSingleItem().ShouldContain("system.cpu");

        Random.Shared.NextBytes(bytes);
        File.WriteAllBytes(file, bytes);
        var damaged = _sandbox.Run("describe", "system.cpu");
        damaged.ExitCode.ShouldBeOneOf(ExitCode.RuntimeError, ExitCode.IncompatibleLayout);
        damaged.Errors.ShouldHaveSingleItem();
        _sandbox.StartPublisher(); // replaces it
        _sandbox.Run("describe", "system.cpu").ExitCode.ShouldBe(0);
    }
}
