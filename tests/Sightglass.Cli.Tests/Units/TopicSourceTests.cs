using Microsoft.Extensions.Logging;
using Shouldly;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>The thread of a topic: what it does when a sensor fails, when it is late, and when it is told to end.</summary>
public sealed class TopicSourceTests
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(20);

    /// <summary>A sensor that does as it is told.</summary>
    private sealed class ToldTopic() : MachineTopic(OwnTopics.Name(), new SchemaBuilder().Add("told.count", FieldType.Float64).Build())
    {
        private int _count;

        internal Func<int, string?> Tell { get; init; } = _ => null;

        internal int DiscardCount { get; private set; }

        internal override string? Read() => Tell(++_count);

        internal override void Fill(in Draft draft) => draft.Float64s(Schema["told.count"])[0] = _count;

        internal override void Discard() => DiscardCount++;

        public override void Dispose()
        {
            // It has nothing.
        }
    }

    private static List<Sample> Run(ToldTopic topic, TickCounts ticks, StringWriter said, int sampleCount)
    {
        var log = new FaultLog(new LineLogger(said, LogLevel.Warning, _ => "sightglass: "));
        var options = new PublisherOptions { Interval = _interval, History = 1000 };
        using var source = new TopicSource(SensorKind.All[0], topic, options, null, TimeSpan.Zero, ticks, log);
        using var subscriber = Subscriber.Open(topic.Name, new() { Start = StartAt.Oldest });
        source.Sampler.Start();
        var samples = new List<Sample>();
        Eventually.True(() => OwnTopics.ReadInto(samples, subscriber) >= sampleCount, () => $"{sampleCount} samples");
        return samples;
    }

    [Fact]
    public void A_sensor_that_fails_says_why_once_has_no_values_meanwhile_and_works_again()
    {
        var topic = new ToldTopic { Tell = count => count is 3 or 4 or 5 ? "It is broken." : null };
        using var said = new StringWriter { NewLine = "\n" };
        var samples = Run(topic, new TickCounts(topic.Name), said, 8);
        samples.Take(8).Select(s => s[topic.Schema.Fields[0]].AsDouble)
            .ShouldBe([1, 2, double.NaN, double.NaN, double.NaN, 6, 7, 8]);
        said.ToString().ShouldBe($"sightglass: {topic.Name}: It is broken.\nsightglass: {topic.Name} works again.\n");
    }

    [Fact]
    public void A_sample_that_comes_long_after_its_time_is_flagged_and_the_sensor_told_before_it()
    {
        using var never = new ManualResetEventSlim();
        var topic = new ToldTopic
        {
            Tell = count =>
            {
                if (count == 4) never.Wait(10 * _interval); // what this takes is what is tested
                return null;
            },
        };
        var ticks = new TickCounts(topic.Name);
        using var said = new StringWriter();
        var samples = Run(topic, ticks, said, 7);
        (samples[4].Flags & SampleFlags.Discontinuity).ShouldBe(SampleFlags.Discontinuity);
        topic.DiscardCount.ShouldBeGreaterThanOrEqualTo(1);
        ticks.Missed.ShouldBeGreaterThanOrEqualTo(8);
        ticks.Count.ShouldBeGreaterThanOrEqualTo(7);
        ticks.TotalSeconds.ShouldBeGreaterThan(9 * _interval.TotalSeconds);
    }
}
