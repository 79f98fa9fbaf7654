using System.Diagnostics;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>Many subscribers in many processes on one publisher.</summary>
[Collection(nameof(Alone))]
public sealed class AudienceTests(ITestOutputHelper output)
{
    private static readonly string[] _kinds = ["latest", "reader", "async"];

    [Fact]
    public void Each_follower_gets_every_sample_whoever_dies_beside_it()
    {
        const int BetweenDeaths = 10;
        int total = Scale.Of(3000, 600), before = total / 3;
        var topic = Unique.Topic();
        using var publisher = Publisher.Create<Small>(topic, new() { History = 2 * total });
        var all = Enumerable.Range(0, 10)
            .Select(i => _kinds[i % 3])
            .Select(kind => (Kind: kind, Process: OtherProcess.Start("follow", topic, kind, "1", $"{total - 1}")))
            .ToList();
        try
        {
            all.ForEach(one => one.Process.Expect("ready"));
            Publish(publisher, before);
            foreach (var (_, process) in all[..4])
            {
                Publish(publisher, BetweenDeaths);
                process.Kill();
            }
            Publish(publisher, total - (int)publisher.Count);

            foreach (var (kind, process) in all[4..])
            {
                var words = process.Expect("done got ").Split(' '); // "12 lost 0 wrong 0 age 5"
                output.WriteLine($"{kind}: {string.Join(' ', words)}");
                if (kind == "latest") long.Parse(words[0]).ShouldBeInRange(1, total);
                else words[0].ShouldBe($"{total}");
                words[2].ShouldBe("0");
                words[4].ShouldBe("0");
            }
        }
        finally
        {
            all.ForEach(one => one.Process.Dispose());
        }
    }

    [Fact]
    public void Two_hundred_subscribers_all_get_each_sample()
    {
        const int Rounds = 50;
        int processes = Scale.Of(10, 5), each = 20;
        var topic = Unique.Topic();
        using var publisher = Publisher.Create<Small>(topic);
        using var unwatched = Publisher.Create<Small>(Unique.Topic());
        Publish(unwatched, 20_000); // the runtime compiles
        var alone = Enumerable.Range(0, Rounds).Select(_ => PublishNs(unwatched)).ToList();

        var all = Enumerable.Range(0, processes)
            .Select(_ => OtherProcess.Start("follow", topic, "mixed", $"{each}", $"{Rounds - 1}")).ToList();
        try
        {
            all.ForEach(one => one.Expect("ready"));
            var watched = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                Sleepers.ShouldBeAsleepOn(topic);
                watched.Add(PublishNs(publisher));
                foreach (var one in all) one.Expect($"all {round}");
            }
            foreach (var one in all) one.Expect("done").ShouldContain("wrong 0");
            output.WriteLine($"a sample for nobody: {Median(alone):f0} ns; " +
                $"for {processes * each} who sleep: {Median(watched):f0} ns " +
                $"(median of {Rounds}, {watched.Min():f0} to {watched.Max():f0})");
            Median(watched).ShouldBeLessThan(100_000_000, "to publish waits for nobody");
        }
        finally
        {
            all.ForEach(one => one.Dispose());
        }
    }

    private static void Publish(Publisher<Small> publisher, int count)
    {
        for (var i = 0; i < count; i++) publisher.Publish(SelfChecking.Make<Small>(publisher.Count));
    }

    private static double PublishNs(Publisher<Small> publisher)
    {
        var sample = SelfChecking.Make<Small>(publisher.Count);
        var since = Stopwatch.GetTimestamp();
        publisher.Publish(sample);
        return Stopwatch.GetElapsedTime(since).TotalNanoseconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
