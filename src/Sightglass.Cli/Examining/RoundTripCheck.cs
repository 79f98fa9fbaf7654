using System.Diagnostics;
using System.Globalization;

namespace Sightglass.Cli.Examining;

/// <summary>Does it: publishes a topic of its own, awaits its samples, looks at the lease, calls, and closes.</summary>
internal static class RoundTripCheck
{
    private const string Name = "round trip", Verb = "echo";
    private const int SampleCount = 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(5);

    internal static Schema Schema { get; } = new SchemaBuilder().Add("number", FieldType.Int64).Build();

    /// <summary>A name that no other process takes at the same time.</summary>
    internal static string NewName() => $"sightglass.doctor.{Guid.NewGuid():N}";

    internal static async Task<Finding> RunAsync(CancellationToken cancel)
    {
        var name = NewName();
        try
        {
            using var publisher = Publisher.Create(name, Schema);
            publisher.OnCall<long, long>(Verb, number => number);
            using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
            // From outside: a stream whose next sample is still awaited cannot be disposed.
            var wokenUs = await FollowAsync(publisher, subscriber, cancel).WaitAsync(_patience, cancel)
                .ConfigureAwait(false);
            if (Topics.Describe(name).State != TopicState.Live) return Failed("the lease is not seen to be held");
            if (!publisher.HasSubscribers) return Failed("the subscriber is not seen");
            if (await CallAsync(subscriber, cancel).ConfigureAwait(false) is not { } calledUs)
                return Failed("a call had another reply than it should");
            publisher.Dispose();
            return Topics.List().Any(topic => topic.Name == name) ? Failed("a topic that is closed is still there")
                : new(Name, Mark.Ok, string.Create(CultureInfo.InvariantCulture,
                    $"published, awaited in {wokenUs:0} µs, called in {calledUs:0} µs, closed"));
        }
        catch (TimeoutException)
        {
            return Failed($"a subscriber that awaits was not woken within {_patience.TotalSeconds} s");
        }
        catch (Exception e) when (e is TopicException or CallException)
        {
            return new(Name, Mark.Fail, e.Message);
        }
    }

    /// <returns>The median time from a sample to who awaits it.</returns>
    private static async Task<double> FollowAsync(Publisher publisher, Subscriber subscriber, CancellationToken cancel)
    {
        var times = new double[SampleCount];
        var samples = subscriber.ReadAllAsync(cancel).GetAsyncEnumerator(cancel);
        await using (samples.ConfigureAwait(false))
            for (var i = 0; i < SampleCount; i++)
            {
                var next = samples.MoveNextAsync().AsTask();
                var start = Stopwatch.GetTimestamp();
                Publish(publisher, i);
                await next.ConfigureAwait(false);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
        Array.Sort(times);
        return times[SampleCount / 2];
    }

    /// <returns>The median time of a call; null when a reply is not what was asked for.</returns>
    private static async Task<double?> CallAsync(Subscriber subscriber, CancellationToken cancel)
    {
        var times = new double[SampleCount];
        for (var i = 0; i < SampleCount; i++)
        {
            var start = Stopwatch.GetTimestamp();
            var reply = await subscriber.CallAsync<long, long>(Verb, start, _patience, cancel).ConfigureAwait(false);
            if (reply != start) return null;
            times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        }
        Array.Sort(times);
        return times[SampleCount / 2];
    }

    private static void Publish(Publisher publisher, long number)
    {
        using var draft = publisher.Begin();
        draft.Int64s(publisher.Schema.Fields[0])[0] = number;
        draft.Commit();
    }

    private static Finding Failed(string how) =>
        new(Name, Mark.Fail, $"It does not work here: {how}.", "Please report it, with all lines of this.");
}
