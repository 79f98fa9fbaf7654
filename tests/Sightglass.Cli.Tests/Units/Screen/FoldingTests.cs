using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Model;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>How samples become the columns of a graph.</summary>
public sealed class FoldingTests
{
    private static readonly Schema _schema = new SchemaBuilder().Add("v", FieldType.Float64)
        .Add("n", FieldType.UInt64, kind: FieldKind.Counter).Build();

    [Fact]
    public void Samples_in_one_bucket_become_their_mean_or_their_most()
    {
        var topic = Topic(6, i => i); // at 5 s, 4 s, … 0 s ago
        var means = Values(topic, new("v"), Fold.Mean, 3, 2);
        means.Select(value => Math.Round(value, 6)).ShouldBe([double.NaN, 1, 2.5, 4.5]);
        Values(topic, new("v"), Fold.Most, 3, 2).ShouldBe([double.NaN, 1, 3, 5]);
    }

    [Fact]
    public void A_sample_between_wide_intervals_is_a_step_over_the_time_for_which_it_stands()
    {
        var topic = Topic(2, i => i + 1);
        Values(topic, new("v"), Fold.Mean, 4, 0.25).ShouldBe([1, 2, 2, 2, 2]);
    }

    [Fact]
    public void Nothing_is_drawn_across_a_break()
    {
        var topic = Topic(4, i => i + 1, i => i == 2 ? SampleFlags.Discontinuity : SampleFlags.None);
        // 3 s ago 1, 2 s ago 2, then a gap of a second until 3.
        Values(topic, new("v"), Fold.Mean, 12, 0.25)
            .ShouldBe([1, 2, 2, 2, 2, double.NaN, double.NaN, double.NaN, 3, 4, 4, 4, 4]);
    }

    [Fact]
    public void A_restart_shows_however_short_the_gap_is()
    {
        var topic = Topic(100, _ => 1, i => i == 50 ? SampleFlags.Restarted : SampleFlags.None);
        Values(topic, new("v"), Fold.Mean, 9, 10).Count(double.IsNaN).ShouldBe(1);
    }

    [Fact]
    public void What_is_not_available_is_a_gap_and_no_zero() =>
        Values(Topic(3, i => i == 1 ? double.NaN : i), new("v"), Fold.Mean, 2, 1).ShouldBe([0, double.NaN, 2]);

    [Fact]
    public void A_counter_becomes_a_rate_but_not_across_a_break_and_not_when_it_falls()
    {
        var counts = new ulong[] { 10, 12, 15, 100, 103, 1 };
        var topic = Topic(6, i => 0, i => i == 3 ? SampleFlags.Discontinuity : SampleFlags.None, i => counts[i]);
        Values(topic, new("n", IsRate: true), Fold.Mean, 5, 1)
            .ShouldBe([double.NaN, 2, 3, double.NaN, 3, double.NaN]);
    }

    [Fact]
    public void A_bucket_of_the_past_keeps_its_value_while_time_goes_on() =>
        Gen.Select(Gen.Int[5, 400], Gen.Double[0.05, 7], Gen.Int[1, 40]).Sample((steps, widthSeconds, count) =>
        {
            var topic = Topic(80, i => Scene.Busy(i));
            var window = TimeSpan.FromSeconds(widthSeconds * count);
            var endNs = Scene.Ago(40);
            var before = Buckets.EndingAt(endNs, window, count);
            var after = Buckets.EndingAt(endNs + steps * 7_000_000L, window, count);
            var (first, second) = (new double[count], new double[count]);
            Folding.Into(topic, new("v"), Fold.Mean, before, first);
            Folding.Into(topic, new("v"), Fold.Mean, after, second);
            var shift = (int)Math.Min(after.First - before.First, count);
            for (var i = 0; i + shift < count; i++)
                if (!first[i + shift].Equals(second[i])) return false;
            return true;
        });

    [Fact]
    public void Samples_that_were_lost_are_a_break()
    {
        var topic = new TopicHistory("t", 10);
        var name = OwnTopics.Name();
        using var publisher = Publisher.Create(name, _schema, new() { History = 1 });
        using var subscriber = Subscriber.Open(name, new() { Start = StartAt.Oldest });
        Publish(publisher, 0, 1);
        foreach (var sample in OwnTopics.Read(subscriber)) topic.Add(sample, Scene.NowNs);
        for (var i = 1; i < 40; i++) Publish(publisher, i, 1);
        foreach (var sample in OwnTopics.Read(subscriber)) topic.Add(sample, Scene.NowNs);
        topic.Count.ShouldBeGreaterThan(1);
        topic.IsBreak(1).ShouldBeTrue("the ring has one place, or few");
    }

    private static void Publish(Publisher publisher, int index, double value)
    {
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema["v"])[0] = value;
        draft.Commit(Scene.Ago(100 - index), Scene.NowUtcNs);
    }

    private static TopicHistory Topic(int count, Func<int, double> value, Func<int, SampleFlags>? flags = null,
        Func<int, ulong>? counter = null) => new Scene().Add("t", _schema, (draft, schema, i) =>
        {
            draft.Float64s(schema["v"])[0] = value(i);
            draft.UInt64s(schema["n"])[0] = counter?.Invoke(i) ?? 0;
        }, flags: flags, count: count);

    /// <summary>The values of buckets of so many seconds, up to the present; one more than asked for.</summary>
    private static double[] Values(TopicHistory topic, Quantity quantity, Fold fold, int count, double widthSeconds)
    {
        var values = new double[count + 1];
        var buckets = Buckets.EndingAt(Scene.NowNs, TimeSpan.FromSeconds(widthSeconds * (count + 1)), count + 1);
        Folding.Into(topic, quantity, fold, buckets, values);
        return values;
    }
}
