using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.Json;
using Shouldly;
using Sightglass.Cli;
using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;
using Xunit;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary><c>pdu watch</c> in the place of the original client.</summary>
[SupportedOSPlatform("windows")]
public sealed class WatchTests : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [PeersFact]
    public void Silence_is_told_within_three_seconds_and_so_is_the_return()
    {
        using var server = _theatre.StartServer("--stamped");
        using var watch = _theatre.StartWatch();
        Theatre.WaitForMore(watch, 2);
        server.Say("pause");
        var silent = Eventually.True(() => States(watch) == "silent", () => $"silence, {States(watch)}", 5_000);
        // Three seconds after its last word, which it may say just after it was told to pause.
        silent.TotalMilliseconds.ShouldBeLessThan(4_000);
        server.Say("go");
        Eventually.True(() => States(watch) == "silent live", () => $"the return, {States(watch)}", 3_000);
        Theatre.WaitForMore(watch, 2);
    }

    [PeersFact]
    public void The_end_is_told_and_the_return_and_both_of_two_watchers_see_them()
    {
        using var server = _theatre.StartServer("--stamped");
        using var first = _theatre.StartWatch();
        using var second = _theatre.StartWatch();
        foreach (var watch in new[] { first, second }) Theatre.WaitForMore(watch, 2);
        server.Kill();
        var killed = Stopwatch.GetTimestamp();
        foreach (var watch in new[] { first, second })
        {
            Eventually.True(() => States(watch).StartsWith("silent", StringComparison.Ordinal), () => "silence", 8_000);
            Theatre.Measured($"server killed: silence said after {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:0} ms");
        }
        foreach (var watch in new[] { first, second })
        {
            Eventually.True(() => States(watch) == "silent ended", () => $"the end, {States(watch)}", 8_000);
            Theatre.Measured($"server killed: end said after {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:0} ms");
        }
        using var next = _theatre.StartServer("--stamped");
        foreach (var watch in new[] { first, second })
        {
            Eventually.True(() => States(watch) == "silent ended live", () => $"the return, {States(watch)}", 5_000);
            Theatre.WaitForMore(watch, 2);
        }
    }

    [PeersFact]
    public void Equal_values_written_anew_are_a_line_each()
    {
        using var server = _theatre.StartServer("--cpu", "12.5", "--memory", "43");
        using var watch = _theatre.StartWatch("--count", "6");
        var since = Stopwatch.GetTimestamp();
        watch.End().ExitCode.ShouldBe(ExitCode.Ok);
        foreach (var line in Shown.From(watch)) (line.Memory, line.Cpu).ShouldBe((43u, 12.5));
        Stopwatch.GetElapsedTime(since).TotalSeconds.ShouldBeInRange(4, 15);
    }

    [PeersTheory]
    [InlineData("nan", "43", "CpuPercent is NaN")]
    [InlineData("-1", "43", "CpuPercent is -1")]
    [InlineData("100.5", "43", "CpuPercent is 100.5")]
    [InlineData("12.5", "250", "MemoryPercent is 250")]
    public void What_no_machine_can_have_is_refused_with_a_word(string cpu, string memory, string word)
    {
        using var server = _theatre.StartServer("--cpu", cpu, "--memory", memory);
        using var watch = _theatre.StartWatch("--duration", "6s");
        var ended = watch.End();
        ended.ExitCode.ShouldBe(ExitCode.Ok);
        ended.Lines.ShouldBeEmpty();
        ended.Errors.ShouldHaveSingleItem().ShouldContain(word);
    }

    [PeersFact]
    public void The_values_become_a_topic_for_all_other_viewers()
    {
        using var server = _theatre.StartServer("--cpu", "12.5", "--memory", "43");
        using var watch = _theatre.StartWatch("--publish-as", "old.server");
        Theatre.WaitForMore(watch, 1);
        var watched = _theatre.Run("watch", "old.server", "--count", "2", "--output", "ndjson");
        watched.ExitCode.ShouldBe(ExitCode.Ok);
        using var json = JsonDocument.Parse(watched.Lines[^1]);
        json.RootElement.GetProperty("values").GetProperty("system.cpu.utilization").GetDouble().ShouldBe(0.125);
        json.RootElement.GetProperty("values").GetProperty("system.memory.utilization").GetDouble().ShouldBe(0.43);
        _theatre.Run("describe", "old.server").Text.ShouldContain("MemoryPercent of ShareMemoryPDU");
        using var top = _theatre.StartOurs("top", "--from", "old.server");
        top.WaitForLine("old.server system.cpu.utilization=0.125 system.memory.utilization=0.43");
    }

    [PeersFact]
    public void Several_watchers_beside_the_one_original_client_see_what_it_sees()
    {
        using var server = _theatre.StartServer("--stamped");
        using var first = _theatre.StartWatch();
        Theatre.WaitForMore(first, 2);
        using var client = _theatre.StartClient();
        using var second = _theatre.StartWatch();
        using var third = _theatre.StartWatch();
        foreach (var shows in new[] { client, first, second, third }) Theatre.WaitForMore(shows, 6);
        client.Kill();
        foreach (var watch in new[] { first, second, third }) Theatre.WaitForMore(watch, 3);
        first.Kill();
        foreach (var watch in new[] { second, third }) Theatre.WaitForMore(watch, 3);
        foreach (var watch in new[] { first, second, third })
        {
            // Beside the client, which loses acknowledgements, a field may be old, as the client's is; never both.
            var lines = Shown.From(watch);
            lines.Zip(lines.Skip(1)).Count(two => (two.First.Memory, two.First.Cpu) == (two.Second.Memory, two.Second.Cpu))
                .ShouldBe(0, string.Join('\n', watch.Lines.Concat(client.Lines)));
            watch.Errors.ShouldBeEmpty();
        }
        // Without it each line is new in both again.
        foreach (var watch in new[] { second, third })
            Shown.From(watch)[^3..].Select(line => line.Cpu).Distinct().Count().ShouldBe(3);
    }

    [PeersFact]
    public void Without_a_server_it_ends_with_3_after_the_wait()
    {
        var refused = _theatre.Run("pdu", "watch", "--wait", "300ms");
        refused.ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        refused.Lines.ShouldBeEmpty();
        refused.Errors.ShouldHaveSingleItem().ShouldStartWith("sightglass: There is no ShareMemoryPDU: no server runs");
    }

    [PeersFact]
    public void Until_stopped_ends_with_5_when_the_server_ends()
    {
        using var server = _theatre.StartServer();
        using var watch = _theatre.StartWatch("--until-stopped");
        Theatre.WaitForMore(watch, 1);
        server.Kill();
        watch.End().ExitCode.ShouldBe(ExitCode.PublisherGone);
    }

    [PeersTheory]
    [InlineData("--section-size 65536", "ShareMemoryPDU: it has 65536 bytes")]
    [InlineData("--event-as-section --idle", "ShareMemoryPDU: ")]
    [InlineData("--auto-reset --idle", "EventRead: it is an auto-reset event")]
    public void Foreign_objects_of_these_names_are_said_in_one_line(string options, string word)
    {
        using var foreign = _theatre.StartServer(options.Split(' '));
        foreach (var command in new[] { "watch", "publish" })
        {
            var refused = _theatre.Run("pdu", command, "--wait", "off");
            refused.ExitCode.ShouldBe(ExitCode.IncompatibleLayout, refused.ErrorText);
            refused.Lines.ShouldBeEmpty();
            var line = refused.Errors.ShouldHaveSingleItem();
            line.ShouldStartWith("sightglass: Cannot ");
            line.ShouldContain(word);
        }
    }

    private static string States(RunningProgram watch) => string.Join(' ', watch.Lines
        .Where(line => line.Contains("\"state\"", StringComparison.Ordinal))
        .Select(line => line.Split('"')[^2]));
}
