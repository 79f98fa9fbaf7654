using System.Diagnostics.CodeAnalysis;
using Sightglass;

namespace OtherProcess;

/// <summary>Both ends of a topic at full speed.</summary>
internal static class Hammer
{
    private const DynamicallyAccessedMemberTypes Members =
        DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;
    private const int ReadsBetweenLooks = 1024;

    internal static int Write<[DynamicallyAccessedMembers(Members)] T>(string name, int history) where T : unmanaged
    {
        Orders.Say("started");
        Orders.Await("go");
        using var publisher = Publisher.Create<T>(name, new() { History = history });
        Orders.Say("ready");
        T sample = default;
        long number = 0;
        for (; !Orders.Any; number++)
        {
            SelfChecking.Fill(ref sample, number);
            publisher.Publish(sample, SelfChecking.MonotonicNs(number), SelfChecking.UtcNs(number));
        }
        Orders.Say($"published {number}");
        return 0;
    }

    /// <summary>Reads so many samples, or until one is torn or it is told to stop, and says what it found.</summary>
    internal static int Read<[DynamicallyAccessedMembers(Members)] T>(string name, string kind, long count)
        where T : unmanaged
    {
        using var subscriber = Subscriber.Open<T>(name);
        Orders.Say("ready");
        Orders.Await("go");
        var tally = kind == "latest" ? ReadLatest(subscriber, count) : ReadNext(subscriber, count);
        Orders.Say($"read {tally.Read} torn {tally.Torn} lost {tally.Lost} span {tally.Last - tally.First + 1}");
        return 0;
    }

    private static Tally ReadLatest<[DynamicallyAccessedMembers(Members)] T>(Subscriber<T> subscriber, long count)
        where T : unmanaged
    {
        var tally = new Tally { First = -1 };
        while (tally.Read < count && tally.Torn == 0 && !(tally.Read % ReadsBetweenLooks == 0 && Orders.Any))
        {
            if (!subscriber.TryReadLatest(out var sample)) continue;
            if (tally.First < 0) tally.First = tally.Last = sample.Number;
            // Time runs one way: the latest sample is never an earlier one than before.
            if (!SelfChecking.IsWhole(sample) || sample.Number < tally.Last) tally.Torn++;
            tally.Last = sample.Number;
            tally.Read++;
        }
        return tally;
    }

    private static Tally ReadNext<[DynamicallyAccessedMembers(Members)] T>(Subscriber<T> subscriber, long count)
        where T : unmanaged
    {
        var tally = new Tally { First = -1 };
        for (long look = 0; tally.Read < count && tally.Torn == 0; look++)
        {
            if (look % ReadsBetweenLooks == 0 && Orders.Any) break;
            if (!subscriber.TryReadNext(out var sample)) continue;
            if (tally.First < 0) tally.First = sample.Number;
            else tally.Lost += sample.Lost; // what was lost before the first one is before the span too
            if (!SelfChecking.IsWhole(sample)) tally.Torn++;
            tally.Last = sample.Number;
            tally.Read++;
        }
        return tally;
    }

    private struct Tally
    {
        internal long Read, Torn, Lost, First, Last;
    }
}
