using Shouldly;
using Sightglass.Tests.Memory;
using Xunit;

namespace Sightglass.Tests;

public sealed class TopicsTests
{
    [Fact]
    public void A_topic_is_described_as_it_stands()
    {
        using var publisher =
            Publisher.Create<Engine>(Unique.Topic(), new() { History = 600, Interval = TimeSpan.FromMinutes(1) });
        var before = Topics.Describe(publisher.Name);
        (before.Count, before.Age, before.State).ShouldBe((0, null, TopicState.Live));
        for (var i = 0; i < 3; i++) publisher.Publish(Engine.At(i));
        var info = Topics.Describe(publisher.Name);
        (info.Name, info.Count, info.History).ShouldBe((publisher.Name, 3, 1023));
        info.Interval.ShouldBe(TimeSpan.FromMinutes(1));
        info.Age!.Value.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
        info.SizeBytes.ShouldBeGreaterThan(1024 * 64);
        info.Publisher.Pid.ShouldBe(Environment.ProcessId);
        info.Schema.FirstDifference(publisher.Schema).ShouldBeNull();
        (info.Access, info.Instance == Guid.Empty).ShouldBe((Access.Owner, false));
        info.Instance.ShouldBe(before.Instance);
    }

    [Fact]
    public void A_list_has_each_topic_once_by_name_and_not_those_that_are_closed()
    {
        var names = Enumerable.Range(0, 3).Select(_ => Unique.Topic()).ToArray();
        var publishers = names.Select(name => Publisher.Create<Engine>(name)).ToArray();
        var list = Topics.List();
        list.Where(t => names.Contains(t.Name)).Select(t => t.Name).ShouldBe(names.Order(StringComparer.Ordinal));
        list.Select(t => t.Name).ShouldBe(list.Select(t => t.Name).Order(StringComparer.Ordinal));
        foreach (var publisher in publishers) publisher.Dispose();
        Topics.List().Select(t => t.Name).Intersect(names).ShouldBeEmpty();
    }

    [Fact]
    public void A_live_topic_is_not_removed()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        publisher.Publish(Engine.At(1));
        var exception = Should.Throw<TopicException>(() => Topics.Remove(publisher.Name));
        exception.Error.ShouldBe(TopicError.Alive);
        exception.Message.ShouldContain(publisher.Name);
        Topics.Describe(publisher.Name).Count.ShouldBe(1);
        publisher.Publish(Engine.At(2));
    }

    [Fact]
    public void Nothing_is_removed_where_nothing_is() => Topics.Remove(Unique.Topic()).ShouldBeFalse();

    [LinuxFact]
    public void What_a_dead_publisher_left_behind_can_be_read_and_removed()
    {
        var name = Unique.Topic();
        TopicFile.Put(name, TopicFile.Sound(samples: 3));
        using (var subscriber = Subscriber.Open(name))
        {
            subscriber.Latest[subscriber.Schema["a.long"]].AsInt64.ShouldBe(2);
            Topics.Remove(name).ShouldBeTrue();
            subscriber.Latest.HasValue.ShouldBeTrue(); // it keeps what it sees
        }
        Topics.Remove(name).ShouldBeFalse();
        Should.Throw<TopicException>(() => Topics.Describe(name)).Error.ShouldBe(TopicError.NotFound);
        Directory.GetFiles(TopicFile.Directory, $"*{name}*").ShouldBeEmpty();
    }

    [LinuxFact]
    public void A_topic_whose_publisher_is_gone_has_died()
    {
        var name = Unique.Topic();
        var bytes = TopicFile.Sound();
        bytes[512].ShouldBe((byte)1); // not closed: as kill -9 leaves it
        TopicFile.Put(name, bytes);
        Topics.Describe(name).State.ShouldBe(TopicState.Died);
        Topics.List().Single(t => t.Name == name).State.ShouldBe(TopicState.Died);
        using var subscriber = Subscriber.Open(name);
        subscriber.Read(TimeSpan.FromSeconds(30), new Sample()).ShouldBe(ReadResult.Sample);
        subscriber.Read(TimeSpan.FromSeconds(30), new Sample()).ShouldBe(ReadResult.StateChanged);
        subscriber.State.ShouldBe(TopicState.Died);
        Topics.Remove(name).ShouldBeTrue();
    }
}
