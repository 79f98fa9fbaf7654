using Shouldly;
using Sightglass.Tests.Memory;
using Xunit;

namespace Sightglass.Tests;

/// <summary>Somebody deletes the files of a living topic, by hand or at logout.</summary>
public sealed class DeletedFilesTests
{
    private readonly string _name = Unique.Topic();

    [LinuxFact]
    public void A_topic_whose_file_is_deleted_is_published_again_with_its_history() =>
        GoesOn(() => File.Delete(TopicFile.Of(_name)));

    [LinuxFact]
    public void A_topic_whose_lease_is_deleted_is_published_again_with_its_history() =>
        GoesOn(() => File.Delete(TopicFile.Lease(_name)));

    [LinuxFact]
    public void A_topic_whose_files_are_all_deleted_is_published_again_with_its_history() =>
        GoesOn(() => Array.ForEach(Directory.GetFiles(TopicFile.Directory, $"*{_name}*"), File.Delete));

    [LinuxFact]
    public void A_publisher_whose_lease_was_deleted_and_taken_by_another_says_so()
    {
        using var first = Publisher.Create<Engine>(_name);
        first.Publish(Engine.At(1));
        File.Delete(TopicFile.Lease(_name));
        using var second = Publisher.Create<Engine>(_name);
        TopicException? lost = null;
        Eventually.True(() =>
        {
            lost = Record.Exception(() => first.Publish(Engine.At(2))) as TopicException;
            return lost is not null;
        }, "it is told");
        lost!.Error.ShouldBe(TopicError.LeaseLost);
        lost.Message.ShouldContain(_name);
        Should.Throw<TopicException>(() => first.Publish(Engine.At(3))).Error.ShouldBe(TopicError.LeaseLost);
        first.Dispose();
        second.Publish(Engine.At(5)); // which the first has not touched
        using var subscriber = Subscriber.Open<Engine>(_name);
        subscriber.TryReadLatest(out var sample).ShouldBeTrue();
        sample.Value.Turns.ShouldBe(5);
    }

    private void GoesOn(Action delete) => GoesOn(_name, delete);

    internal static void GoesOn(string name, Action delete)
    {
        using var publisher =
            Publisher.Create<Engine>(name, new() { History = 1000, Interval = TimeSpan.FromMinutes(1) });
        for (var i = 0; i < 10; i++) publisher.Publish(Engine.At(i));
        using var follower = Subscriber.Open<Engine>(name, new() { Start = StartAt.Oldest });
        using var idle = Subscriber.Open<Engine>(name, new() { Start = StartAt.Oldest }); // follows only afterwards
        var read = new List<long>();
        ReadInto(read, follower);
        var before = Topics.Describe(name).Instance;

        delete();
        long published = 10;
        Eventually.True(() =>
        {
            publisher.Publish(Engine.At(published++));
            ReadInto(read, follower);
            return Record.Exception(() => Topics.Describe(name)) is null && Topics.Describe(name).Instance != before
                && File.Exists(TopicFile.Lease(name));
        }, "it is published again");
        Eventually.True(() =>
        {
            publisher.Publish(Engine.At(published++));
            ReadInto(read, follower);
            return read.Count > 0 && read[^1] == published - 1 && idle.TryReadLatest(out var latest)
                && latest.Number == published - 1;
        }, "the subscribers go on");

        var expected = Enumerable.Range(0, (int)published).Select(i => (long)i).ToArray();
        read.ShouldBe(expected);
        var idleRead = new List<long>();
        ReadInto(idleRead, idle);
        if (published <= 1000) idleRead.ShouldBe(expected);
        using var late = Subscriber.Open<Engine>(name, new() { Start = StartAt.Oldest });
        var lateRead = new List<long>();
        ReadInto(lateRead, late);
        if (published <= 1000) lateRead.ShouldBe(expected);
        (follower.Restarts, follower.State, publisher.Count).ShouldBe((0, TopicState.Live, published));
        Should.Throw<TopicException>(() => Publisher.Create<Engine>(name)).Error.ShouldBe(TopicError.AlreadyPublished);
        publisher.Interval.ShouldBe(TimeSpan.FromMinutes(1));
        Topics.Describe(name).Interval.ShouldBe(TimeSpan.FromMinutes(1));
    }

    private static void ReadInto(List<long> read, Subscriber<Engine> subscriber)
    {
        while (subscriber.TryReadNext(out var sample))
        {
            (sample.Flags, sample.Lost, sample.Value.Turns).ShouldBe((SampleFlags.None, 0, sample.Number));
            read.Add(sample.Number);
        }
    }
}
