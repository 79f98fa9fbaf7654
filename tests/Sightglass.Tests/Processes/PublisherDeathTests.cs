using System.Diagnostics;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// A publisher is killed at each step of its life. Nobody hangs, nobody reads nonsense, the next one just starts.
/// </summary>
[Collection(nameof(Alone))]
public sealed class PublisherDeathTests(ITestOutputHelper output)
{
    private const int NoticeMs = 3000, SampleCount = 40;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> OfCreate => new(Steps.OfCreate);

    public static TheoryData<string> OfPublish => new(Steps.OfPublish);

    public static TheoryData<string> OfClose => new(Steps.OfClose);

    [Theory]
    [MemberData(nameof(OfCreate))]
    public void Death_while_creating_leaves_the_name_free_for_the_next_one(string step)
    {
        var topic = Unique.Topic();
        Subscriber<Small> attached;
        using (var first = Publisher.Create<Small>(topic))
        {
            first.Publish(SelfChecking.Make<Small>(0));
            attached = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
        }
        using (attached)
        {
            attached.TryReadNext(out var sample).ShouldBeTrue();
            sample.Number.ShouldBe(0);
            using var other = OtherProcess.Start("stop-at", topic, step);
            other.Expect($"at {step}");
            other.Kill();

            Eventually.True(
                () => attached.State is TopicState.Stopped or TopicState.Died, "nobody publishes", NoticeMs);
            NextPublisherTakesOver(topic, attached);
        }
    }

    [Theory]
    [MemberData(nameof(OfPublish))]
    public void Death_while_publishing_is_seen_soon_and_only_whole_samples_are_read(string step)
    {
        var topic = Unique.Topic();
        using var other = OtherProcess.Start("stop-at", topic, step);
        other.Expect("ready");
        using var attached = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
        KillAt(step, other, attached, TopicState.Died);

        attached.TryReadLatest(out var latest).ShouldBeTrue();
        latest.Number.ShouldBe(step is "publish.cursor" or "publish.raised" ? SampleCount : SampleCount - 1);
        SelfChecking.IsWhole(latest).ShouldBeTrue();
        var read = new List<long>();
        for (; attached.TryReadNext(out var sample); read.Add(sample.Number))
            SelfChecking.IsWhole(sample).ShouldBeTrue();
        // The ring holds 15 samples. A sixteenth may be there: whole, though its publisher died before it could say so.
        var last = step is "publish.odd" or "publish.values" ? SampleCount - 1 : SampleCount;
        read.ShouldBe(Enumerable.Range(SampleCount - 15, last - SampleCount + 16).Select(number => (long)number));

        NextPublisherTakesOver(topic, attached);
    }

    [Theory]
    [MemberData(nameof(OfClose))]
    public void Death_while_closing_is_a_death_or_a_stop_and_never_a_hang(string step)
    {
        var topic = Unique.Topic();
        using var other = OtherProcess.Start("stop-at", topic, step);
        other.Expect("ready");
        using var attached = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
        KillAt(step, other, attached, step == "close.start" ? TopicState.Died : TopicState.Stopped);
        attached.TryReadLatest(out var latest).ShouldBeTrue();
        latest.Number.ShouldBe(SampleCount);
        SelfChecking.IsWhole(latest).ShouldBeTrue();
        NextPublisherTakesOver(topic, attached);
    }

    /// <summary>Lets it go to the step and kills it there, while a subscriber sleeps in Read.</summary>
    private void KillAt(string step, OtherProcess other, Subscriber<Small> attached, TopicState expected)
    {
        using var sleeper = Subscriber.Open<Small>(attached.Name, new() { Start = StartAt.Next });
        other.Send("go");
        other.Expect($"at {step}");
        other.Kill();
        var since = Stopwatch.GetTimestamp();
        Eventually.True(() => attached.State == expected, $"the state {expected}");
        var noticedMs = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        output.WriteLine($"{step}: {expected} after {noticedMs:f0} ms");
        noticedMs.ShouldBeLessThan(NoticeMs);

        while (sleeper.Read(_patience, out _) is var result && result != ReadResult.StateChanged)
            result.ShouldNotBe(ReadResult.TimedOut, "a sleeping subscriber was not told of the end");
    }

    private static void NextPublisherTakesOver(string topic, Subscriber<Small> attached)
    {
        using (var next = Publisher.Create<Small>(topic))
        {
            next.Publish(SelfChecking.Make<Small>(0), SelfChecking.MonotonicNs(0), SelfChecking.UtcNs(0));
            Sample<Small> sample;
            do attached.Read(_patience, out sample).ShouldNotBe(ReadResult.TimedOut);
            while ((sample.Flags & SampleFlags.Restarted) == 0);
            sample.Number.ShouldBe(0);
            SelfChecking.IsWhole(sample).ShouldBeTrue();
            Eventually.True(() => attached.State == TopicState.Live, "the next publisher lives");
            attached.Restarts.ShouldBeGreaterThan(0);
        }
        TopicFiles.ShouldBeGone(topic);
    }
}
