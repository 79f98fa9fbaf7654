using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Shouldly;
using Sightglass.Cli;
using Sightglass.Cli.Tests;
using Xunit;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary><c>pdu publish</c> in the place of the original server.</summary>
[SupportedOSPlatform("windows")]
public sealed class PublishTests : IDisposable
{
    private readonly Theatre _theatre = new();

    public void Dispose() => _theatre.Dispose();

    [PeersFact]
    public void The_second_publisher_is_refused_whoever_is_the_first()
    {
        using (_theatre.StartPublish())
            Refused("another `sightglass pdu publish`");
        using var server = _theatre.StartServer();
        Refused("an original server does already");

        void Refused(string word)
        {
            var refused = _theatre.Run("pdu", "publish");
            refused.ExitCode.ShouldBe(ExitCode.RuntimeError);
            refused.Lines.ShouldBeEmpty();
            refused.Errors.ShouldHaveSingleItem().ShouldContain(word);
        }
    }

    [PeersFact]
    public void It_ends_when_an_original_server_begins_to_write_beside_it()
    {
        using var publish = _theatre.StartPublish();
        using var client = _theatre.StartClient();
        Theatre.WaitForMore(client, 1);
        using var server = _theatre.StartServer("--cpu", "12.5", "--memory", "43");
        var ended = publish.End();
        ended.ExitCode.ShouldBe(ExitCode.RuntimeError);
        ended.ErrorText.ShouldContain("another server has begun to write into it");
    }

    [PeersFact]
    public void Nobody_reads_and_the_client_that_comes_at_last_gets_a_fresh_pair_first()
    {
        using var stamps = new StampedTopics(_theatre.Directory);
        using var publish = _theatre.StartPublish("--from");
        for (var count = 0; count < 5; count++)
        {
            Thread.Sleep(700); // some pairs that nobody takes, at moments that drift through a turn
            using var client = _theatre.StartClient();
            Theatre.WaitForMore(client, 2);
            foreach (var line in Shown.From(client)) line.AgeMs.ShouldBeLessThan(1_500, $"{line}");
        }
    }

    [PeersFact]
    public void A_client_that_stops_is_told_and_when_it_goes_on_it_gets_fresh_pairs()
    {
        using var stamps = new StampedTopics(_theatre.Directory);
        using var publish = _theatre.StartPublish("--from");
        using var client = _theatre.StartClient();
        Theatre.WaitForMore(client, 3);
        client.Say("pause");
        publish.WaitForError("no client reads ShareMemoryPDU any more");
        client.Say("go");
        Theatre.WaitForMore(client, 3);
        // The line at which it stopped is old by now, the ones after it are not.
        foreach (var line in Shown.From(client)[^2..]) line.AgeMs.ShouldBeLessThan(1_500, $"{line}");
    }

    [PeersFact]
    public void From_the_topics_come_the_values_that_all_others_see()
    {
        using var publisher = _theatre.StartOurs("publish");
        publisher.WaitForLine("Publishing");
        using var watch = _theatre.StartOurs("watch", "system.cpu", "--output", "ndjson", "--from-start");
        using var publish = _theatre.StartPublish("--from");
        using var client = _theatre.StartClient();
        Theatre.WaitForMore(client, 4);
        foreach (var line in Shown.From(client))
            Eventually.True(() => Percents().Any(percent => Math.Abs(percent - line.Cpu) < 1e-9),
                () => $"{line.Cpu} among {string.Join(' ', Percents())}");

        List<double> Percents()
        {
            var percents = new List<double>();
            foreach (var text in watch.Lines)
            {
                using var json = JsonDocument.Parse(text);
                var value = json.RootElement.GetProperty("values").GetProperty("system.cpu.utilization");
                if (value.ValueKind == JsonValueKind.Number) percents.Add(value.GetDouble() * 100);
            }
            return percents;
        }
    }

    [PeersFact]
    public void When_the_topics_die_no_old_pair_is_shown_and_the_next_publisher_is_followed()
    {
        using var publisher = _theatre.StartOurs("publish");
        publisher.WaitForLine("Publishing");
        using var publish = _theatre.StartPublish("--from");
        publisher.Kill();
        publish.WaitForError("is not live but died");
        using var client = _theatre.StartClient();
        using var next = _theatre.StartOurs("publish");
        next.WaitForLine("Publishing");
        publish.WaitForError("works again");
        Theatre.WaitForMore(client, 3);
    }

    [PeersFact]
    public void Without_the_topics_it_ends_with_3_after_the_wait()
    {
        var refused = _theatre.Run("pdu", "publish", "--from", "--wait", "200ms");
        refused.ExitCode.ShouldBe(ExitCode.NoSuchTopic);
        refused.Errors.ShouldHaveSingleItem().ShouldContain("system.cpu");
    }

    /// <summary>As fast as the client acknowledges, so that each moment of its loop is met by a write.</summary>
    [PeersFact]
    public void A_thousand_pairs_in_a_hurry_are_never_torn_and_never_repeated()
    {
        const int Pairs = 1_000;
        using var publisher = PduPublisher.Open();
        using var client = _theatre.StartClient();
        for (var number = 0; number < Pairs; number++)
        {
            publisher.Publish(new((uint)(number % 100), number % 100 + 0.5));
            // Every tenth pair is put upon one that is just being read.
            if (number % 10 != 0) Eventually.True(() => publisher.IsAcknowledged, () => $"pair {number}");
        }
        Eventually.True(() => publisher.IsAcknowledged, () => "the last pair");
        var lines = Shown.From(client);
        lines.Count.ShouldBeGreaterThan(Pairs * 8 / 10);
        foreach (var line in lines) line.Cpu.ShouldBe(line.Memory + 0.5, $"torn: {line}");
        foreach (var (before, after) in lines.Zip(lines.Skip(1)))
            after.Memory.ShouldNotBe(before.Memory, string.Create(CultureInfo.InvariantCulture, $"{before} and {after}"));
    }

    [PeersFact]
    public void A_pair_that_no_machine_can_have_is_not_published()
    {
        using var publisher = PduPublisher.Open();
        Should.Throw<ArgumentException>(() => publisher.Publish(new(43, double.NaN)));
    }
}
