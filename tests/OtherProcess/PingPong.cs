using System.Diagnostics;
using Sightglass;
using Sightglass.Ring;

namespace OtherProcess;

/// <summary>Two processes that wait for each other, turn by turn. A lost wake is a turn that does not come.</summary>
internal static class PingPong
{
    private static readonly TimeSpan _startDeadline = TimeSpan.FromSeconds(30);

    internal static async Task<int> Ping(string there, string back, int turns, string kind)
    {
        using var publisher = Publisher.Create<Small>(there);
        using var subscriber = await Subscriber.OpenAsync<Small>(back, _startDeadline, FromStart);
        Orders.Say("ready");
        Orders.Await("go");
        var start = Stopwatch.GetTimestamp();
        var deadline = TimeSpan.FromSeconds(kind == "mute" ? 1 : 10);
        var done = kind == "async" ? await PingAsync(publisher, subscriber, turns, deadline)
            : Ping(publisher, subscriber, turns, deadline);
        Orders.Say(done == turns ? $"turns {turns} ms {(long)Stopwatch.GetElapsedTime(start).TotalMilliseconds} rescued {Watch.Rescues}"
            : $"no answer within {deadline.TotalSeconds} s at turn {done}");
        return 0;
    }

    internal static async Task<int> Pong(string there, string back, int turns, string kind)
    {
        using var publisher = Publisher.Create<Small>(back);
        using var raw = kind == "mute" ? new RawRing(back) : null;
        Orders.Say("ready");
        using var subscriber = await Subscriber.OpenAsync<Small>(there, _startDeadline, FromStart);
        if (kind == "async")
        {
            await foreach (var sample in subscriber.ReadAllAsync())
            {
                publisher.Publish(sample.Value);
                if (--turns == 0) break;
            }
        }
        else
        {
            Action<Small> answer = raw is null ? value => publisher.Publish(value) : Mute(raw);
            while (turns > 0)
            {
                if (subscriber.Read(Timeout.InfiniteTimeSpan, out var sample) != ReadResult.Sample) continue;
                answer(sample.Value);
                turns--;
            }
        }
        Orders.Await("close"); // the other one still reads the last answer
        Orders.Say($"rescued {Watch.Rescues}");
        return 0;
    }

    private static SubscriberOptions FromStart => new() { Start = StartAt.Oldest };

    private static int Ping(Publisher<Small> publisher, Subscriber<Small> subscriber, int turns, TimeSpan deadline)
    {
        for (var turn = 0; turn < turns; turn++)
        {
            var sent = SelfChecking.Make<Small>(turn);
            publisher.Publish(sent);
            ReadResult result;
            Sample<Small> answer;
            do result = subscriber.Read(deadline, out answer);
            while (result == ReadResult.StateChanged);
            // An answer that was there long before it was noticed: it is the deadline that has woken the sleeper.
            if (result == ReadResult.TimedOut || answer.Age > deadline / 2 || !IsAnswer(answer, turn)) return turn;
        }
        return turns;
    }

    private static async Task<int> PingAsync(
        Publisher<Small> publisher, Subscriber<Small> subscriber, int turns, TimeSpan deadline)
    {
        using var late = new CancellationTokenSource(deadline);
        var turn = 0;
        publisher.Publish(SelfChecking.Make<Small>(turn));
        try
        {
            await foreach (var answer in subscriber.ReadAllAsync(late.Token))
            {
                if (!IsAnswer(answer, turn) || ++turn == turns) break;
                late.CancelAfter(deadline);
                publisher.Publish(SelfChecking.Make<Small>(turn));
            }
        }
        catch (OperationCanceledException)
        {
            // The turn that is returned says so.
        }
        return turn;
    }

    private static bool IsAnswer(in Sample<Small> answer, int turn)
    {
        var value = answer.Value;
        return answer.Number == turn && SelfChecking.IsWhole(ref value, turn);
    }

    /// <summary>Publishes as it should, to one who sleeps, but does not wake him.</summary>
    private static unsafe Action<Small> Mute(RawRing raw)
    {
        var ring = new RingWriter(raw.Address, raw.Layout);
        return value =>
        {
            while (!raw.IsAnyoneAsleep) Thread.Sleep(1);
            *(Small*)ring.Begin() = value;
            ring.Commit(TopicClock.MonotonicNs, TopicClock.UtcNs, 0);
            Volatile.Write(ref raw.Header->Signal, raw.Header->Signal + 1);
        };
    }
}
