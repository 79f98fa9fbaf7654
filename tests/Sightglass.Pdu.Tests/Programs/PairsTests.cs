using System.Globalization;
using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;
using Xunit;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary>
/// Each server with each client: what is shown, how old it is and how often twice. The values are stamps: the memory
/// field counts the writes, the CPU field is the time of the write. The numbers in docs/original-protocol.md are these,
/// with SIGHTGLASS_PDU_LINES=100; they are written to measured.txt beside the tests.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class PairsTests : IDisposable
{
    private const int StallMs = 2_500;

    private static readonly int _count = int.Parse(
        Environment.GetEnvironmentVariable("SIGHTGLASS_PDU_LINES") ?? "12", CultureInfo.InvariantCulture);

    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    /// <summary>The control: if this finds nothing, the checks of the others are worth nothing.</summary>
    [PeersTheory]
    [InlineData(300)]
    [InlineData(1_300)]
    public void Their_server_with_their_client_shows_the_faults(int apartMs)
    {
        var zeros = 0;
        var stalls = 0;
        List<Shown> lines = [];
        // The original pair may come to a stop at any moment; then both are started anew.
        for (var round = 0; lines.Count < _count && round < _count; round++)
        {
            using var server = _theatre.StartServer("--stamped", "--apart", $"{apartMs}");
            using var client = _theatre.StartClient();
            Settle(client);
            var shown = Shown.From(client);
            if (shown.Count < _count) stalls++;
            zeros += Zeros(shown);
            lines.AddRange(shown);
        }
        Report($"theirs, {apartMs} ms apart", "theirs", lines, zeros, stalls);
        (Repeats(lines) + Halves(lines) + zeros + stalls).ShouldBeGreaterThan(0, "the faults are not to be seen");
        if (apartMs > 1_000) zeros.ShouldBeGreaterThan(0);
    }

    [PeersTheory]
    [InlineData(0)]
    [InlineData(300)]
    [InlineData(1_300)]
    public void Their_server_with_our_watch_shows_each_pair_once(int apartMs)
    {
        using var server = _theatre.StartServer("--stamped", "--apart", $"{apartMs}");
        using var watch = _theatre.StartWatch();
        WaitFor(watch, _count);
        var lines = Shown.From(watch);
        Report($"theirs, {apartMs} ms apart", "ours", lines, Zeros(lines), stalls: 0);
        (Repeats(lines), Halves(lines), Zeros(lines)).ShouldBe((0, 0, 0));
        // Announced a second after the write, whenever the watch came. The middle one: a busy machine holds up others.
        MiddleAgeMs(lines).ShouldBeInRange(1_000, 1_500);
        // Each line is the next write of both threads, once they are a pair.
        foreach (var (before, after) in lines.Zip(lines.Skip(1)).Skip(3))
            after.Memory.ShouldBe(before.Memory % 100 + 1, $"{before}, {after}");
        watch.Errors.ShouldBeEmpty();
    }

    [PeersFact]
    public void Our_publish_with_their_client_shows_fresh_pairs_from_the_first_line_on()
    {
        using var stamps = new StampedTopics(_theatre.Directory);
        using var publish = _theatre.StartPublish("--from");
        using var client = _theatre.StartClient();
        WaitFor(client, _count);
        var lines = Shown.From(client);
        Report("ours", "theirs", lines, zeros: 0, stalls: 0);
        CheckFresh(lines);
        publish.WaitForError("a client reads");
    }

    [PeersFact]
    public void Our_publish_with_our_watch_shows_fresh_pairs_from_the_first_line_on()
    {
        using var stamps = new StampedTopics(_theatre.Directory);
        using var publish = _theatre.StartPublish("--from");
        using var watch = _theatre.StartWatch();
        WaitFor(watch, _count);
        var lines = Shown.From(watch);
        Report("ours", "ours", lines, zeros: 0, stalls: 0);
        CheckFresh(lines);
        watch.Errors.ShouldBeEmpty();
    }

    [PeersFact]
    public void Our_publish_measures_by_itself_and_its_first_line_is_right()
    {
        using var publish = _theatre.StartOurs("pdu", "publish");
        // At the first moment at which a client does not fail for want of a section.
        RunningProgram? client = null;
        Eventually.True(() =>
        {
            client?.Dispose();
            client = _theatre.StartOther(Peers.Client);
            Eventually.True(() => client.Errors.Length > 0, () => "a word of the client");
            return client.Errors[0] == "ready";
        }, () => "a section");
        WaitFor(client!, 4);
        foreach (var line in Shown.From(client!))
        {
            line.Memory.ShouldBeInRange(1u, 100u);
            line.Cpu.ShouldBeInRange(0, 100);
        }
        client!.Dispose();
    }

    private static void CheckFresh(List<Shown> lines)
    {
        lines.Select(line => line.Cpu).Distinct().Count().ShouldBe(lines.Count);
        foreach (var line in lines)
        {
            // Both fields of a stamped pair are made of one time.
            line.Memory.ShouldBe((uint)line.Cpu, $"not of one moment: {line}");
        }
        MiddleAgeMs(lines).ShouldBeLessThan(1_000);
    }

    private static void Settle(RunningProgram client)
    {
        var since = Environment.TickCount64;
        var last = 0;
        Eventually.True(() =>
        {
            var now = client.Lines.Length;
            if (now != last) (last, since) = (now, Environment.TickCount64);
            return now >= _count || Environment.TickCount64 - since > StallMs;
        }, () => "lines, or none", 400_000);
    }

    private static void WaitFor(RunningProgram shows, int count) =>
        Eventually.True(() => Shown.From(shows).Count >= count, () =>
            $"{count} pairs:\n{string.Join('\n', shows.Lines)}\n{string.Join('\n', shows.Errors)}", 20_000 + count * 1_500);

    /// <summary>Lines with both values of the line before.</summary>
    private static int Repeats(List<Shown> lines) =>
        lines.Zip(lines.Skip(1)).Count(two => two.First.Memory == two.Second.Memory && two.First.Cpu.Equals(two.Second.Cpu));

    private static long MiddleAgeMs(List<Shown> lines) => lines.Select(line => line.AgeMs).Order().ElementAt(lines.Count / 2);

    /// <summary>Lines with one value of the line before.</summary>
    private static int Halves(List<Shown> lines) =>
        lines.Zip(lines.Skip(1)).Count(two => two.First.Memory == two.Second.Memory != two.First.Cpu.Equals(two.Second.Cpu));

    private static int Zeros(List<Shown> lines) => lines.Count(line => line.Memory == 0 || line.Cpu == 0);

    private static void Report(string server, string client, List<Shown> lines, int zeros, int stalls)
    {
        var ages = lines.Where(line => line.Cpu != 0).Select(line => line.AgeMs).Order().ToArray();
        Theatre.Measured(string.Create(CultureInfo.InvariantCulture,
            $"{server} -> {client}: {lines.Count} lines, age ms median {ages[ages.Length / 2]}, least {ages[0]}, most {ages[^1]}, "
            + $"repeats {Repeats(lines)}, halves {Halves(lines)}, zeros {zeros}, stalls {stalls}"));
    }
}
