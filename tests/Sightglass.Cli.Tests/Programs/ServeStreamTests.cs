using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>The stream of <c>serve</c>: complete, in order, and told when it is not.</summary>
public sealed class ServeStreamTests : IDisposable
{
    private readonly WebSandbox _web = new();

    public void Dispose() => _web.Dispose();

    [WebFact]
    public async Task Every_sample_comes_once_and_in_order_over_the_death_and_the_restart_of_the_publisher()
    {
        var publisher = _web.Programs.StartPublisher("--interval", "20ms");
        _web.WaitForTopic("system.cpu");
        var seen = new ConcurrentQueue<StreamEvent>();
        using var end = new CancellationTokenSource();
        const string Query = "?topics=system.cpu&fields=system.cpu.utilization";
        var reading = Task.Run(() => Read(seen, Query, end.Token), end.Token);
        Eventually.True(() => Samples(seen).Length > 20, () => $"{Samples(seen).Length} samples");

        publisher.Kill();
        Eventually.True(() => seen.Any(e => State(e) == "died"), () => "that it died");
        var before = Samples(seen);
        _web.Programs.StartPublisher("--interval", "20ms");
        Eventually.True(() => Samples(seen).Length > before.Length + 20, () => "samples of the second publisher");
        await end.CancelAsync();
        await reading;

        var (first, second) = (Samples(seen)[..before.Length], Samples(seen)[before.Length..]);
        first.Select(e => e.Number).ShouldBe(Enumerable.Range((int)first[0].Number, first.Length).Select(n => (long)n));
        second.Select(e => e.Number).ShouldBe(Enumerable.Range(0, second.Length).Select(n => (long)n));
        second[0].Data.TryGetProperty("gap", out _).ShouldBeTrue("a line must not be drawn over a restart");
        seen.Count(e => e.Name == "lost").ShouldBe(0);
        var states = seen.Where(e => e.Name == "topic").Select(State).ToArray();
        (states[0], states[^1]).ShouldBe(("live", "live"));
    }

    [WebFact]
    public async Task A_stream_begins_with_every_topic_and_hears_of_those_that_come_later()
    {
        _web.Programs.StartPublisher("--interval", "1h", "--sensors", "memory");
        _web.WaitForTopic("system.memory");
        var seen = new ConcurrentQueue<StreamEvent>();
        using var end = new CancellationTokenSource();
        var reading = Task.Run(() => Read(seen, "", end.Token), end.Token);
        Eventually.True(() => seen.Any(e => e is { Name: "topic", Topic: "system.memory" }), () => "the one there is");
        _web.Programs.StartPublisher("--interval", "100ms", "--sensors", "cpu");
        Eventually.True(() => seen.Any(e => e is { Name: "topic", Topic: "system.cpu" }), () => "the topic that came");
        Eventually.True(() => seen.Any(e => e is { Name: "sample", Topic: "system.cpu" }), () => "its samples");
        await end.CancelAsync();
        await reading;
    }

    [WebFact]
    public async Task A_change_of_the_interval_is_told()
    {
        _web.Programs.StartPublisher("--interval", "100ms");
        _web.WaitForTopic("system.memory");
        var seen = new ConcurrentQueue<StreamEvent>();
        using var end = new CancellationTokenSource();
        var reading = Task.Run(() => Read(seen, "?topics=system.memory", end.Token), end.Token);
        Eventually.True(() => seen.Any(e => Interval(e) == 0.1), () => "the interval at the start");
        _web.Programs.Run("set", "system.memory", "interval", "50ms").ExitCode.ShouldBe(0);
        Eventually.True(() => seen.Any(e => Interval(e) == 0.05), () => "the new interval");
        await end.CancelAsync();
        await reading;
    }

    [WebFact]
    public async Task Two_hundred_streams_get_the_same()
    {
        const int Count = 200, SampleCount = 20;
        _web.Programs.StartPublisher("--interval", "100ms");
        _web.WaitForTopic("system.memory");
        using var patience = new CancellationTokenSource(2 * Eventually.DeadlineMs);
        var streams = await Task.WhenAll(Enumerable.Range(0, Count).Select(async _ => new StreamReader(
            await _web.Client.GetStreamAsync("/api/stream?topics=system.memory", patience.Token))));
        var numbers = new long[Count][];
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 16 }, i =>
        {
            var samples = new List<long>();
            while (samples.Count < SampleCount && StreamEvent.Read(streams[i], patience.Token) is { } e)
                if (e.Name == "sample") samples.Add(e.Number);
            numbers[i] = [.. samples];
        });
        foreach (var samples in numbers)
            samples.ShouldBe(Enumerable.Range(0, SampleCount).Select(n => samples[0] + n));
        foreach (var stream in streams) stream.Dispose();
    }

    [WebFact]
    public async Task More_streams_than_are_served_are_refused_and_room_is_made_by_those_that_go()
    {
        var streams = new List<Stream>();
        var refused = 0;
        for (var i = 0; i < 260; i++)
        {
            var answer = await _web.Client.GetAsync("/api/stream", HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK)
                streams.Add(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
            else if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) refused++;
        }
        (streams.Count, refused).ShouldBe((256, 4));
        foreach (var stream in streams) stream.Dispose();
        _web.Programs.StartPublisher("--interval", "100ms");
        Eventually.True(() => HasRoom(), () => "room for a stream");
    }

    [WebFact]
    public void A_client_that_does_not_read_is_told_what_it_lost_and_holds_up_nobody()
    {
        _web.Programs.StartPublisher("--interval", "10ms");
        _web.WaitForTopic("system.cpu");
        using var slow = OpenWithoutReading("/api/stream?topics=system.cpu");

        // Far more than the buffers between the two hold.
        var others = _web.Stream(e => e.Name == "sample", 1_500, "?topics=system.cpu", 3 * Eventually.DeadlineMs);
        others.Select(e => e.Number).ShouldBe(Enumerable.Range(0, 1_500).Select(n => others[0].Number + n));

        using var reader = new StreamReader(slow.GetStream());
        using var patience = new CancellationTokenSource(2 * Eventually.DeadlineMs);
        long next = -1, lost = 0;
        while (StreamEvent.Read(reader, patience.Token) is { } e)
        {
            if (e.Name == "lost") lost += e.Data.GetProperty("lost").GetInt64();
            if (e.Name != "sample") continue;
            if (next >= 0) e.Number.ShouldBe(next + lost, "what it lost is counted exactly");
            if (lost > 0) break;
            next = e.Number + 1;
        }
        lost.ShouldBeGreaterThan(0);
    }

    private bool HasRoom()
    {
        try
        {
            return _web.Stream(e => e.Name == "topic", 1, waitMs: 2_000).Count == 1;
        }
        catch (HttpRequestException)
        {
            return false; // refused
        }
    }

    private TcpClient OpenWithoutReading(string path)
    {
        var client = new TcpClient { ReceiveBufferSize = 4096 };
        client.Connect(IPAddress.Loopback, _web.Url.Port);
        // 1.0 has no chunks, whose heads would be among the events.
        client.GetStream().Write(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.0\r\nHost: {_web.Url.Authority}\r\n\r\n"));
        return client;
    }

    private void Read(ConcurrentQueue<StreamEvent> seen, string query, CancellationToken end)
    {
        try
        {
            using var reader = new StreamReader(
                _web.Client.GetStreamAsync("/api/stream" + query, end).GetAwaiter().GetResult());
            while (StreamEvent.Read(reader, end) is { } e) seen.Enqueue(e);
        }
        catch (OperationCanceledException)
        {
            // The test has seen enough.
        }
    }

    private static StreamEvent[] Samples(IEnumerable<StreamEvent> seen) => [.. seen.Where(e => e.Name == "sample")];

    private static string? State(StreamEvent e) => e.Name == "topic" ? e.Data.GetProperty("state").GetString() : null;

    private static double? Interval(StreamEvent e) =>
        e.Name == "topic" ? e.Data.GetProperty("intervalSeconds").GetDouble() : null;
}
