using System.Diagnostics;
using Sightglass;

namespace OtherProcess;

/// <summary>Callers: one that checks each reply, one that stops at a step, and one that writes rubbish.</summary>
internal static class Calling
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    /// <param name="name">The topic.</param>
    /// <param name="caller">Its own number, unlike those of others.</param>
    /// <param name="count">How many calls.</param>
    internal static async Task<int> Run(string name, long caller, long count)
    {
        using var subscriber = Subscriber.Open<Small>(name);
        Orders.Say("ready");
        Orders.Await("go");
        long right = 0, wrong = 0, failed = 0, busy = 0;
        var since = Stopwatch.GetTimestamp();
        for (long turn = 0; turn < count; turn++)
        {
            var number = caller << 32 | turn;
            var verb = (turn % 1000) switch { < 100 => "later", < 101 => "slow", < 120 => "fail", _ => "echo" };
            try
            {
                if (await subscriber.CallAsync<long, long>(verb, number, _patience) == ~number) right++;
                else wrong++;
            }
            catch (CallException e) when (e.Error == CallError.Busy)
            {
                busy++;
                turn--; // nothing ran
                await Task.Yield();
            }
            catch (CallException e) when (e.Error == CallError.Failed && e.Message == $"No {number}.")
            {
                failed++;
            }
        }
        var us = Stopwatch.GetElapsedTime(since).TotalMicroseconds / count;
        Orders.Say($"done right {right} failed {failed} wrong {wrong} busy {busy} us {us:f1} rescued {Watch.Rescues}");
        return 0;
    }

    internal static async Task<int> Die(string name, string step)
    {
        using var subscriber = Subscriber.Open<Small>(name);
        Orders.Say("ready");
        Orders.Await("go");
        Step.Hook = Dying.StopAt(step);
        await subscriber.CallAsync<long, long>("echo", 1, _patience);
        Orders.Say($"never reached {step}");
        return 1;
    }

    /// <summary>Writes rubbish over every byte of what a caller may write, until it is told to end.</summary>
    internal static unsafe int Garble(string name)
    {
        using var subscriber = Subscriber.Open<Small>(name);
        var place = Place.ForSubscriber(name)[0];
        var instance = Topics.Describe(name).Instance;
        using var calls = Sightglass.Memory.SharedMemory.Open(place.Calls(instance), writable: true);
        using var peers = Sightglass.Memory.SharedMemory.Open(place.Peers(instance), writable: true);
        Orders.Say("ready");
        var random = new Random(1);
        var (rounds, block) = (0L, new byte[4096]);
        while (!Orders.Any)
        {
            rounds++;
            var region = random.Next(8) == 0 ? peers : calls;
            var bytes = new Span<byte>(region.Address, (int)region.SizeBytes);
            if (random.Next(4) == 0)
            {
                random.NextBytes(block);
                block.CopyTo(bytes[random.Next(bytes.Length - block.Length)..]);
            }
            // Likely words at likely places do more than noise: states, counts and signals.
            var at = random.Next(bytes.Length / 8) * 8;
            if (random.Next(2) == 0) at = random.Next(40) * 8;
            *(ulong*)(region.Address + at) = random.Next(3) switch
            {
                0 => (ulong)random.Next(8),
                1 => ulong.MaxValue,
                _ => (ulong)random.NextInt64() << 32 | 2,
            };
        }
        Orders.Say($"garbled {rounds}");
        return 0;
    }
}
