using System.Diagnostics;
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

    private static TopicSource Source(ToldTopic topic, TickCounts ticks, StringWriter said, TimeSpan interval) =>
        new(SensorKind.All[0], topic, new() { Interval = interval, History = 1000 }, null, TimeSpan.Zero, ticks,
            new FaultLog(new LineLogger(LogLevel.Warning, (_, line) => said.WriteLine($"sightglass: {line}"))));

    private static List<Sample> Run(ToldTopic topic, TickCounts ticks, StringWriter said, int sampleCount,
        TimeSpan? interval = null)
    {
        using var source = Source(topic, ticks, said, interval ?? _interval);
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
    public void A_sensor_that_hangs_holds_up_no_other()
    {
        using var never = new ManualResetEventSlim();
        using var said = new StringWriter();
        using var hanging = Source(new ToldTopic { Tell = _ => { never.Wait(); return null; } }, new TickCounts("a"), said, _interval);
        hanging.Sampler.Start();
        var topic = new ToldTopic();
        var samples = Run(topic, new TickCounts(topic.Name), said, 10);
        samples.ShouldNotBeEmpty();
        hanging.Publisher.Count.ShouldBe(0);
        never.Set();
    }

    [Fact]
    public void Over_many_deadlines_no_lateness_adds_up()
    {
        const int Count = 600, Some = 50;
        var interval = TimeSpan.FromMilliseconds(5);
        var ticks = new TickCounts("told");
        var behind = new List<double>();
        var topic = new ToldTopic
        {
            Tell = count =>
            {
                // In intervals, how far behind the deadline that it was taken for; but for a constant.
                behind.Add(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency / interval.TotalSeconds - count - ticks.Missed);
                return null;
            },
        };
        using var said = new StringWriter();
        Run(topic, ticks, said, Count, interval);
        // The least of some: a busy machine delays this one or that, but never all.
        (behind.Skip(Count - Some).Take(Some).Min() - behind.Skip(1).Take(Some).Min()).ShouldBe(0, 0.9);
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
