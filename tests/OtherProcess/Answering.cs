using System.Collections.Concurrent;
using Sightglass;

namespace OtherProcess;

/// <summary>A publisher with verbs: quick, awaiting, failing, slow and hanging ones.</summary>
internal static class Answering
{
    private const int SlowMs = 2, IntervalMs = 10;
    private static readonly ConcurrentDictionary<long, long> _lastOfCaller = new();
    private static long _runs, _repeats;

    /// <param name="name">The topic.</param>
    /// <param name="access">Who may read and call.</param>
    /// <param name="step">Where to stop for ever, after the order "go"; or "".</param>
    internal static int Run(string name, Access access, string step)
    {
        using var publisher = Publisher.Create<Small>(name, new()
        {
            Access = access,
            CallAccess = access,
            Interval = TimeSpan.FromMilliseconds(IntervalMs),
        });
        publisher.OnCall<long, long>("echo", number =>
        {
            Count(number);
            return ~number;
        });
        publisher.OnCall<long, long>("later", async number =>
        {
            Count(number);
            await Task.Yield();
            return ~number;
        });
        publisher.OnCall<long, long>("fail", number => throw new InvalidOperationException($"No {number}."));
        publisher.OnCall<long, long>("slow", number =>
        {
            Count(number);
            Thread.Sleep(SlowMs);
            return ~number;
        });
        publisher.OnCall<long, long>("hang", _ =>
        {
            Thread.Sleep(Timeout.Infinite);
            return 0;
        });
        Orders.Say("ready");
        for (var order = ""; order != "close";)
        {
            if (Orders.TryNext(IntervalMs, out order) && order == "go") Step.Hook = Dying.StopAt(step);
            publisher.Publish(SelfChecking.Make<Small>(publisher.Count));
        }
        publisher.Dispose();
        Orders.Say($"closed runs {_runs} repeats {_repeats}");
        return 0;
    }

    /// <summary>A caller's numbers go up, call by call: one that does not was run twice.</summary>
    private static void Count(long number)
    {
        Interlocked.Increment(ref _runs);
        var (caller, turn) = (number >> 32, number & 0xFFFF_FFFF);
        if (_lastOfCaller.TryGetValue(caller, out var last) && turn <= last) Interlocked.Increment(ref _repeats);
        _lastOfCaller[caller] = turn;
    }
}
