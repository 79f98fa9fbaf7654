using System.Diagnostics;
using OtherProcess;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests.Processes;

[Collection(nameof(Alone))]
public sealed class RandomDeathTests(ITestOutputHelper output)
{
    private const int MaxSamples = 3000, MaxSpinUs = 300;

    [Fact]
    public void Publishers_killed_at_random_moments_leave_only_whole_samples_and_a_free_name()
    {
        var topic = Unique.Topic();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        int lives = Scale.Of(200, 20), diedInWriting = 0;
        output.WriteLine($"{lives} lives, seed {seed}");

        var next = Prepare(topic);
        Subscriber<Small>? veteran = null; // attached through all lives
        try
        {
            for (var life = 0; life < lives; life++)
            {
                using var publisher = next;
                publisher.Send("go");
                publisher.Expect("ready"); // the name was free at once
                using var subscriber = Subscriber.Open<Small>(topic, new() { Start = StartAt.Oldest });
                veteran ??= Subscriber.Open<Small>(topic);
                ReadUntil(random.Next(MaxSamples), subscriber);
                Spin(random.Next(MaxSpinUs));
                publisher.Kill();

                ReadToTheEnd(subscriber);
                ReadToTheEnd(veteran);
                var found = Topics.Describe(topic);
                found.State.ShouldBe(TopicState.Died);
                if (subscriber.Position > found.Count || IsSlotOdd(topic, found.Count)) diedInWriting++;
                next = Prepare(topic);
            }
            output.WriteLine($"{diedInWriting} died in the middle of a sample; {veteran!.Restarts} restarts followed");
            using (var last = Publisher.Create<Small>(topic))
            {
                last.Publish(SelfChecking.Make<Small>(0), SelfChecking.MonotonicNs(0), SelfChecking.UtcNs(0));
                Eventually.True(() => veteran.State == TopicState.Live, "the last publisher lives");
                Eventually.True(() => veteran.TryReadLatest(out var sample) && sample.Number == 0,
                    "who was attached all the time reads the last publisher");
            }
        }
        finally
        {
            veteran?.Dispose();
            next.Dispose();
        }
        TopicFiles.ShouldBeGone(topic);
    }

    /// <summary>Started while the one before still runs: to start a process takes longer than all the rest.</summary>
    private static OtherProcess Prepare(string topic)
    {
        var process = OtherProcess.Start("hammer-write", topic, "64", "15");
        process.Expect("started");
        return process;
    }

    private static void ReadUntil(long number, Subscriber<Small> subscriber)
    {
        Sample<Small> sample = default;
        Eventually.True(() => subscriber.TryReadLatest(out sample) && sample.Number >= number, $"sample {number}");
        SelfChecking.IsWhole(sample).ShouldBeTrue();
    }

    private static void ReadToTheEnd(Subscriber<Small> subscriber)
    {
        subscriber.TryReadLatest(out var sample).ShouldBeTrue();
        SelfChecking.IsWhole(sample).ShouldBeTrue();
        while (subscriber.TryReadNext(out sample)) SelfChecking.IsWhole(sample).ShouldBeTrue();
    }

    private static unsafe bool IsSlotOdd(string topic, long number)
    {
        using var attachment = Attachment.Open(Place.ForSubscriber(topic)[0], expected: null, isPresent: false);
        var header = (TopicHeader*)attachment.Region.Address;
        var index = (ulong)number % header->SlotCount;
        var slot = attachment.Region.Address + header->RingOffset + index * header->SlotSizeBytes;
        return ((SlotHeader*)slot)->Sequence % 2 == 1;
    }

    private static void Spin(int us)
    {
        var since = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(since).TotalMicroseconds < us) Thread.SpinWait(1);
    }
}
