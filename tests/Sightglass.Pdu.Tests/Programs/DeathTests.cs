using System.Diagnostics;
using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;
using Xunit;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary>Either side killed in every state, ten times each, and started again; the other side is never touched.</summary>
[SupportedOSPlatform("windows")]
public sealed class DeathTests : IDisposable
{
    private const int Times = 10;

    /// <summary>The states in which an original server's thread can die.</summary>
    private static readonly string[] _serverSteps =
    [
        "cpu-released", "cpu-written", "cpu-slept", "cpu-signalled", "cpu-half-reset", "cpu-reset",
        "memory-written", "memory-signalled", "memory-half-reset", "memory-reset",
    ];

    /// <summary>The states in which an original client can die.</summary>
    private static readonly string[] _clientSteps = ["woken", "read", "printed", "taken", "half-set", "set"];

    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [PeersFact]
    public void Their_server_dies_in_each_state_and_our_watch_goes_on_with_the_next()
    {
        RunningProgram? watch = null;
        foreach (var step in _serverSteps)
        {
            using var server = _theatre.StartServer("--stamped", "--die-at", step, "3");
            watch ??= _theatre.StartWatch();
            Eventually.True(() => server.HasEnded, () => $"the death at {step}");
            var died = Stopwatch.GetTimestamp();
            using var next = _theatre.StartServer("--stamped");
            Theatre.WaitForMore(watch, 2, deadlineMs: 12_000);
            // What it shows then is the new one's: no older than a turn.
            Shown.From(watch)[^1].AgeMs.ShouldBeLessThan(2_500, step);
            Theatre.Measured($"server died at {step} and was started again: our watch's second line after {Stopwatch.GetElapsedTime(died).TotalMilliseconds:0} ms");
            next.Kill();
        }
    }

    [PeersFact]
    public void Our_watch_is_killed_at_any_moment_and_the_next_one_and_their_client_go_on()
    {
        using var server = _theatre.StartServer("--stamped");
        for (var time = 0; time < Times; time++)
        {
            using var watch = _theatre.StartWatch();
            Theatre.WaitForMore(watch, 2, deadlineMs: 15_000);
            AtMoment(time);
            watch.Kill();
        }
        using var last = _theatre.StartWatch();
        Theatre.WaitForMore(last, 3, deadlineMs: 15_000);
    }

    [PeersFact]
    public void Their_client_dies_in_each_state_and_the_next_one_gets_fresh_values()
    {
        using var stamps = new StampedTopics(_theatre.Directory);
        using var publish = _theatre.StartPublish("--from");
        for (var time = 0; time < Times; time++)
        {
            var step = _clientSteps[time % _clientSteps.Length];
            using var client = _theatre.StartClient("--die-at", step, $"{1 + time % 3}");
            Eventually.True(() => client.HasEnded, () => $"the death at {step}");
            using var next = _theatre.StartClient();
            Theatre.WaitForMore(next, 2, deadlineMs: 8_000);
            foreach (var line in Shown.From(next)) line.AgeMs.ShouldBeLessThan(1_500, $"after a death at {step}: {line}");
            next.Kill();
        }
        publish.HasEnded.ShouldBeFalse();
    }

    [PeersFact]
    public void Our_publish_is_killed_at_any_moment_and_the_next_one_serves_their_client_and_our_watch()
    {
        RunningProgram? client = null, watch = null;
        using var stamps = new StampedTopics(_theatre.Directory);
        var killed = Stopwatch.GetTimestamp();
        for (var time = 0; time < Times; time++)
        {
            using var publish = _theatre.StartPublish("--from");
            client ??= _theatre.StartClient();
            watch ??= _theatre.StartWatch();
            Theatre.WaitForMore(client, 1, deadlineMs: 15_000);
            if (time > 0)
                Theatre.Measured($"publish killed and started again: the client's next line after {Stopwatch.GetElapsedTime(killed).TotalMilliseconds:0} ms");
            Theatre.WaitForMore(client, 1, deadlineMs: 15_000);
            Theatre.WaitForMore(watch, 2, deadlineMs: 15_000);
            foreach (var shows in new[] { client, watch }) Shown.From(shows)[^1].AgeMs.ShouldBeLessThan(2_500);
            AtMoment(time);
            publish.Kill();
            killed = Stopwatch.GetTimestamp();
        }
    }

    /// <summary>The control: what the others do away with. And what a watcher beside them does for it.</summary>
    [PeersFact]
    public void Their_own_pair_stands_still_for_ever_after_a_death_until_a_watcher_of_ours_comes()
    {
        using var server = _theatre.StartServer("--stamped");
        using (var client = _theatre.StartClient("--die-at", "taken", "1"))
            Eventually.True(() => client.HasEnded, () => "the death");
        using var next = _theatre.StartClient();
        // Nothing comes: twice the time in which a line should.
        Thread.Sleep(2_500);
        next.Lines.ShouldBeEmpty();
        using var watch = _theatre.StartWatch();
        Theatre.WaitForMore(next, 3);
        Theatre.WaitForMore(watch, 3);
    }

    [PeersFact]
    public void Our_watch_is_killed_at_any_moment_and_our_publish_goes_on()
    {
        using var publish = _theatre.StartPublish();
        for (var time = 0; time < Times; time++)
        {
            using var watch = _theatre.StartWatch();
            Theatre.WaitForMore(watch, 2, deadlineMs: 15_000);
            AtMoment(time);
            watch.Kill();
        }
        publish.HasEnded.ShouldBeFalse();
    }

    [PeersFact]
    public void Ours_is_killed_with_only_ours_left_and_the_end_is_told()
    {
        RunningProgram? watch = null;
        for (var time = 0; time < Times; time++)
        {
            using var publish = _theatre.StartPublish();
            watch ??= _theatre.StartWatch();
            Theatre.WaitForMore(watch, 1, deadlineMs: 15_000);
            AtMoment(time);
            publish.Kill();
            var word = time % 2 == 0 ? "ended" : null; // each second time the next one comes before the end is noticed
            if (word is null) continue;
            var before = watch.Lines.Count(line => line.Contains(word, StringComparison.Ordinal));
            Eventually.True(() => watch.Lines.Count(line => line.Contains(word, StringComparison.Ordinal)) > before, () => "the end", 6_000);
        }
    }

    /// <summary>Ten moments spread over a turn of a second; not a wait for anything.</summary>
    private static void AtMoment(int time) => Thread.Sleep(time * 1_000 / Times);
}
