using System.Globalization;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>Many processes call one at the same time, and some of them are killed.</summary>
[Collection(nameof(Alone))]
public sealed class CallCrowdTests(ITestOutputHelper output)
{
    private const int CallerCount = 8, DeadlineMs = 600_000;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_of_a_million_calls_gets_its_own_reply_once_though_callers_are_killed_among_them()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        publisher.Expect("ready");
        var countOfEach = Scale.Of(1_000_000, 20_000) / CallerCount;
        var callers = Enumerable.Range(1, CallerCount)
            .Select(i => OtherProcess.Start("call", topic, Text(i), Text(countOfEach))).ToList();
        try
        {
            foreach (var caller in callers) caller.Expect("ready");
            foreach (var caller in callers) caller.Send("go");
            var seed = Environment.TickCount;
            var random = new Random(seed);
            var killed = 0;
            // As long as the others call, one process after the other comes, calls, and is killed in the middle.
            while (callers.Exists(caller => !caller.Has("done")) && killed < Scale.Of(60, 6))
            {
                using var victim = OtherProcess.Start("call", topic, Text(1000 + killed), Text(int.MaxValue));
                victim.Expect("ready");
                victim.Send("go");
                await Task.Delay(random.Next(50), Cancel); // not for something to happen, but to strike anywhere
                victim.Kill();
                killed++;
            }

            // A handler that hangs has not held up anybody else.
            using var subscriber = Subscriber.Open<Small>(topic);
            var hanging = await Should.ThrowAsync<CallException>(async () =>
                await subscriber.CallAsync<long, long>("hang", 1, TimeSpan.FromMilliseconds(20), Cancel));
            hanging.Error.ShouldBe(CallError.TimedOut);

            foreach (var caller in callers)
            {
                var said = caller.Expect("done", DeadlineMs);
                output.WriteLine($"{countOfEach} calls: {said}");
                var words = said.Split(' ');
                var (right, failed, wrong) = (Number(words[1]), Number(words[3]), Number(words[5]));
                (right + failed).ShouldBe(countOfEach);
                wrong.ShouldBe(0);
            }
            output.WriteLine($"{killed} callers killed, seed {seed}");
            killed.ShouldBeGreaterThan(0);
            Eventually.True(() => CallRegion.CountTaken(topic) == 0, "all entries are free");
            publisher.Send("close");
            var closed = publisher.Expect("closed").Split(' ');
            Number(closed[1]).ShouldBeGreaterThanOrEqualTo(countOfEach * CallerCount * 9 / 10);
            Number(closed[3]).ShouldBe(0, "a call was run twice");
        }
        finally
        {
            foreach (var caller in callers) caller.Dispose();
        }
    }

    [Fact]
    public async Task Rubbish_in_every_byte_that_callers_may_write_costs_the_publisher_nothing_that_lasts()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        publisher.Expect("ready");
        using var reader = Subscriber.Open<Small>(topic, new() { Start = StartAt.Next });
        using var garbler = OtherProcess.Start("garble", topic);
        garbler.Expect("ready");
        using var caller = OtherProcess.Start("call", topic, "1", Text(int.MaxValue));
        caller.Expect("ready");
        caller.Send("go"); // its replies may be rubbish too, and it may end with an error; it must not hurt the others
        for (var read = 0; read < 200;)
        {
            var result = reader.Read(TimeSpan.FromSeconds(10), out var sample);
            result.ShouldNotBe(ReadResult.TimedOut, "the publisher stopped publishing");
            if (result != ReadResult.Sample) continue;
            var value = sample.Value;
            SelfChecking.IsWhole(ref value, sample.Number).ShouldBeTrue();
            read++;
        }
        garbler.Send("end");
        output.WriteLine($"rubbish {garbler.Expect("garbled")} times");
        publisher.HasEnded.ShouldBeFalse();
        caller.Kill();

        // It has all been put right: a newcomer's call is answered.
        using var subscriber = Subscriber.Open<Small>(topic);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return await subscriber.CallAsync<long, long>("echo", 3, TimeSpan.FromSeconds(1), Cancel) == ~3;
            }
            catch (CallException)
            {
                return false;
            }
        }, "calls are answered again");
        Eventually.True(() => CallRegion.CountTaken(topic) == 0, "all entries are free");
    }

    [Fact]
    public void Who_watches_is_seen_with_name_and_backlog_and_gone_when_it_is_killed()
    {
        var topic = Unique.Topic();
        using var publisher = Publisher.Create<Small>(topic);
        publisher.Publish(SelfChecking.Make<Small>(0));
        Topics.Peers(topic).ShouldBeEmpty();
        publisher.HasSubscribers.ShouldBeFalse();
        using var follower = OtherProcess.Start("follow", topic, "reader", "1", "1000");
        follower.Expect("all 0");
        Eventually.True(() => Topics.Peers(topic) is [{ Behind: 0 }], "the follower has read all");
        using var looker = Subscriber.Open<Small>(topic);
        var peers = Topics.Peers(topic);
        peers.Count.ShouldBe(2);
        peers[0].Pid.ShouldBe(follower.Pid);
        peers[0].Program.ShouldBe("OtherProcess");
        peers[0].Since.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(-2));
        (peers[1].Pid, peers[1].Behind).ShouldBe((Environment.ProcessId, null));
        looker.TryReadNext(out _).ShouldBeTrue();
        publisher.Publish(SelfChecking.Make<Small>(1));
        publisher.Publish(SelfChecking.Make<Small>(2));
        Topics.Peers(topic)[1].Behind.ShouldBe(2);

        follower.Kill();
        Eventually.True(() => Topics.Peers(topic).Count == 1, "a killed subscriber is not shown");
        publisher.HasSubscribers.ShouldBeTrue();
        looker.Dispose();
        publisher.HasSubscribers.ShouldBeFalse();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
