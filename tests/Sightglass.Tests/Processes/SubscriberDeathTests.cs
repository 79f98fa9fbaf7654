using System.Diagnostics;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>Subscribers are killed in whatever they do. Their publisher never notices.</summary>
[Collection(nameof(Alone))]
public sealed class SubscriberDeathTests(ITestOutputHelper output)
{
    private const int BatchCount = 200, BatchSize = 500, Deaths = 5;

    [Theory]
    [InlineData("latest")]
    [InlineData("reader")]
    [InlineData("async")]
    public void The_publisher_goes_on_at_the_same_cost(string kind)
    {
        var topic = Unique.Topic();
        using var publisher = Publisher.Create<Small>(topic);
        publisher.HasSubscribers.ShouldBeFalse();
        _ = CostNs(publisher); // the runtime compiles
        var before = CostNs(publisher);

        for (var death = 0; death < Deaths; death++)
        {
            using var subscriber = OtherProcess.Start("follow", topic, kind, "1", $"{long.MaxValue}");
            subscriber.Expect("ready");
            subscriber.Expect("all"); // it reads
            if (kind != "latest") Sleepers.ShouldBeAsleepOn(topic);
            publisher.HasSubscribers.ShouldBeTrue();
            subscriber.Kill();
            Eventually.True(() => !publisher.HasSubscribers, "the publisher knows that nobody looks");
            publisher.Publish(SelfChecking.Make<Small>(publisher.Count));
        }

        var after = CostNs(publisher);
        output.WriteLine($"{kind}: {before:f0} ns a sample before, {after:f0} ns after {Deaths} deaths");
        // A wake for the dead would be a system call with each sample.
        after.ShouldBeLessThan(2 * before + 100);

        using var living = Subscriber.Open<Small>(topic);
        publisher.Publish(SelfChecking.Make<Small>(publisher.Count));
        living.TryReadLatest(out var latest).ShouldBeTrue();
        latest.Number.ShouldBe(publisher.Count - 1);
    }

    /// <summary>The best of many batches: what else the machine does is not in it.</summary>
    private static double CostNs(Publisher<Small> publisher)
    {
        var best = TimeSpan.MaxValue;
        for (var batch = 0; batch < BatchCount; batch++)
        {
            var since = Stopwatch.GetTimestamp();
            for (var i = 0; i < BatchSize; i++) publisher.Publish(SelfChecking.Make<Small>(publisher.Count), 1, 1);
            if (Stopwatch.GetElapsedTime(since) is var elapsed && elapsed < best) best = elapsed;
        }
        return best.TotalNanoseconds / BatchSize;
    }
}
