using Shouldly;
using Sightglass.Cli.Screen.Model;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>What is remembered of a topic, and what a cursor reads of it.</summary>
public sealed class TopicHistoryTests
{
    private static readonly Schema _schema = new SchemaBuilder().Add("v", FieldType.Float64).Build();

    [Fact]
    public void Of_many_samples_the_newest_stay_in_their_order()
    {
        var topic = Topic(TopicHistory.LeastCapacity + 250);
        topic.Count.ShouldBe(TopicHistory.LeastCapacity);
        for (var i = 0; i < topic.Count; i++) new Quantity("v").In(topic[i]).ShouldBe(250 + i);
        new Quantity("v").In(topic.Latest).ShouldBe(TopicHistory.LeastCapacity + 249);
    }

    [Fact]
    public void A_moment_reads_the_sample_that_stands_for_it()
    {
        var topic = Topic(5);
        new Quantity("v").In(topic.SampleAt(Scene.Ago(2))).ShouldBe(2);
        new Quantity("v").In(topic.SampleAt(Scene.Ago(2.4))).ShouldBe(2, "it stands for the second before it");
        topic.SampleAt(Scene.Ago(9)).ShouldBeNull("nothing was there yet");
    }

    [Fact]
    public void In_a_gap_there_is_nothing()
    {
        var topic = Topic(5, i => i == 3 ? SampleFlags.Discontinuity : SampleFlags.None);
        topic.SampleAt(Scene.Ago(1.5)).ShouldBeNull();
        new Quantity("v").In(topic.SampleAt(Scene.Ago(1))).ShouldBe(3);
        new Quantity("v").In(topic.SampleAt(Scene.Ago(0.5))).ShouldBe(4);
    }

    [Fact]
    public void The_time_of_a_death_is_when_it_was_seen()
    {
        var topic = Topic(3);
        topic.See(TopicState.Died, Scene.NowNs + 5);
        topic.See(TopicState.Died, Scene.NowNs + 9);
        topic.StateSinceNs.ShouldBe(Scene.NowNs + 5);
        topic.IsOld.ShouldBeTrue();
    }

    private static TopicHistory Topic(int count, Func<int, SampleFlags>? flags = null) => new Scene().Add("t", _schema,
        (draft, schema, i) => draft.Float64s(schema["v"])[0] = i, flags: flags, count: count);
}
