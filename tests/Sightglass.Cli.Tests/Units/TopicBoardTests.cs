using System.Collections.Concurrent;
using Shouldly;
using Sightglass.Cli.Following;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What the screens see of topics that come and go.</summary>
public sealed class TopicBoardTests
{
    private static readonly Schema _schema = new SchemaBuilder().Add("n", FieldType.Int64).Build();

    [Fact]
    public async Task A_topic_that_is_there_comes_with_its_state_and_then_its_history()
    {
        var name = OwnTopics.Name();
        using var publisher = Publisher.Create(name, _schema, new() { History = 15 });
        for (var n = 0; n < 5; n++) Publish(publisher, n);
        var seen = new ConcurrentQueue<Update<Sample>>();
        await using var board = TopicBoard.Start(StartAt.Oldest, wanted => wanted == name, (_, update) => seen.Enqueue(update));

        board.Topics.ShouldHaveSingleItem().Name.ShouldBe(name);
        Eventually.True(() => seen.Count(update => update.HasSample) == 5, () => $"{seen.Count} updates");
        seen.First().HasSample.ShouldBeFalse();
        seen.Where(update => update.HasSample).Select(update => update.Sample!.Number).ShouldBe([0L, 1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_topic_that_comes_later_is_found_and_one_that_is_not_wanted_is_not()
    {
        var (wanted, other) = (OwnTopics.Name(), OwnTopics.Name());
        var seen = new ConcurrentQueue<string>();
        await using var board = TopicBoard.Start(StartAt.Oldest, name => name == wanted, (topic, _) => seen.Enqueue(topic.Name));
        board.Topics.ShouldBeEmpty();

        using var unwanted = Publisher.Create(other, _schema);
        using var publisher = Publisher.Create(wanted, _schema);
        Eventually.True(() => !seen.IsEmpty, () => "the topic is not found");
        board.Topics.ShouldHaveSingleItem().Name.ShouldBe(wanted);
    }

    [Fact]
    public async Task A_topic_that_is_published_anew_goes_on_under_its_name()
    {
        var name = OwnTopics.Name();
        var seen = new ConcurrentQueue<Update<Sample>>();
        var first = Publisher.Create(name, _schema);
        await using var board = TopicBoard.Start(StartAt.Oldest, wanted => wanted == name, (_, update) => seen.Enqueue(update));
        Publish(first, 1);
        Eventually.True(() => seen.Any(update => update.HasSample), () => "no first sample");
        first.Dispose();
        Eventually.True(() => seen.Any(update => update.State == TopicState.Stopped), () => "its end is not seen");

        using var second = Publisher.Create(name, _schema);
        Publish(second, 2);
        Eventually.True(() => seen.Any(update => update.HasSample && (update.Sample!.Flags & SampleFlags.Restarted) != 0),
            () => "the second publisher's sample is not seen");
        board.Topics.Count.ShouldBe(1);
    }

    private static void Publish(Publisher publisher, long n)
    {
        using var draft = publisher.Begin();
        draft.Int64s(publisher.Schema["n"])[0] = n;
        draft.Commit();
    }
}
