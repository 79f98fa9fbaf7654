using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>
/// <c>top</c> whose output is no terminal: lines, and the publisher that viewers share and that goes with the last.
/// </summary>
public sealed class TopLinesTests : IDisposable
{
    private const int GoneMs = 10_000;
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [Fact]
    public void It_starts_a_publisher_that_ends_when_the_viewer_is_killed()
    {
        var top = _sandbox.Start("top", "--interval", "200ms");
        top.WaitForLine(" system.cpu utilization=");
        top.WaitForLine(" system.memory total=");
        string.Join(" ", top.Lines).ShouldNotContain("\e");
        _sandbox.Run("list").Lines.Any(l => Regex.IsMatch(l, @"^system\.cpu +live .* 200ms ")).ShouldBeTrue();
        top.Kill();
        Eventually.True(() => _sandbox.Run("list").Lines.Count == 1, () => "the publisher has ended", GoneMs);
    }

    [LinuxTheory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public void It_starts_a_publisher_that_ends_when_the_viewer_is_told_to_end(string signal)
    {
        var top = _sandbox.Start("top", "--interval", "200ms");
        top.WaitForLines(10); // the publisher has seen its viewer
        top.Signal(signal);
        top.End(5_000).ExitCode.ShouldBe(ExitCode.Interrupted);
        Eventually.True(() => _sandbox.Pids().Count == 0, () => "the publisher has ended", GoneMs);
        _sandbox.TopicFiles().ShouldBeEmpty();
    }

    [LinuxFact]
    public void Viewers_that_start_at_once_share_one_publisher_that_outlives_the_first_of_them()
    {
        var viewers = Enumerable.Range(0, 3).Select(_ => _sandbox.Start("top", "--interval", "200ms")).ToList();
        foreach (var viewer in viewers) viewer.WaitForLines(4);
        Eventually.True(() => _sandbox.Pids("--while-watched").Count == 1, () => "one publisher");
        var publisher = _sandbox.Pids("--while-watched").ShouldHaveSingleItem();
        viewers[0].Kill();
        viewers[1].Kill();
        // Longer than a publisher lives on unwatched: 5 s of two topics.
        viewers[2].WaitForLines(viewers[2].Lines.Length + 50);
        _sandbox.Pids("--while-watched").ShouldBe([publisher]);
        viewers[2].Errors.ShouldBeEmpty();
    }

    [LinuxFact]
    public void A_publisher_that_is_there_is_used()
    {
        _sandbox.StartPublisher("--interval", "200ms");
        _sandbox.Start("top", "--interval", "1h").WaitForLines(6);
        _sandbox.Pids("--while-watched").ShouldBeEmpty();
    }

    [LinuxFact]
    public void Its_publisher_is_not_ended_by_the_interrupt_of_a_viewer_but_by_TERM()
    {
        var top = _sandbox.Start("top", "--interval", "100ms");
        top.WaitForLines(2);
        var publisher = _sandbox.Pids("--while-watched").ShouldHaveSingleItem();
        _sandbox.StartOther("kill", "-INT", $"{publisher}").End();
        top.WaitForLines(top.Lines.Length + 30);
        _sandbox.StartOther("kill", "-TERM", $"{publisher}").End();
        top.WaitForError("stopped");
        top.HasEnded.ShouldBeFalse();
    }
}
