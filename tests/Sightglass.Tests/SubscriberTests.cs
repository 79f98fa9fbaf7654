using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class SubscriberTests : IDisposable
{
    private readonly Publisher<Engine> _publisher = Publisher.Create<Engine>(Unique.Topic(), new() { History = 15 });

    public void Dispose() => _publisher.Dispose();

    private void Publish(int count)
    {
        for (var i = 0; i < count; i++) _publisher.Publish(Engine.At(_publisher.Count));
    }

    private Subscriber<Engine> Open(StartAt start = StartAt.Newest) =>
        Subscriber.Open<Engine>(_publisher.Name, new() { Start = start });

    private static List<Sample<Engine>> ReadAll(Subscriber<Engine> subscriber)
    {
        var samples = new List<Sample<Engine>>();
        while (subscriber.TryReadNext(out var sample)) samples.Add(sample);
        return samples;
    }

    [Fact]
    public void A_topic_that_is_not_there_is_said_to_be_not_there()
    {
        var name = Unique.Topic();
        var exception = Should.Throw<TopicException>(() => Subscriber.Open(name));
        exception.Error.ShouldBe(TopicError.NotFound);
        exception.Message.ShouldContain(name);
        exception.Message.ShouldContain("sightglass list");
        Should.Throw<TopicException>(() => Subscriber.Open<Engine>(name)).Error.ShouldBe(TopicError.NotFound);
        Should.Throw<TopicException>(() => Topics.Describe(name)).Error.ShouldBe(TopicError.NotFound);
    }

    [Fact]
    public void An_owner_that_is_none_is_refused() =>
        Should.Throw<ArgumentException>(() => Subscriber.Open("nobody:" + _publisher.Name));

    [Fact]
    public void A_topic_is_found_under_its_owner()
    {
        using var subscriber = Subscriber.Open($"{Topics.Describe(_publisher.Name).Owner}:{_publisher.Name}");
        subscriber.Name.ShouldBe(_publisher.Name);
    }

    [Fact]
    public void The_wrong_type_is_refused_with_the_first_field_that_differs()
    {
        var exception = Should.Throw<TopicException>(() => Subscriber.Open<OtherEngine>(_publisher.Name));
        exception.Error.ShouldBe(TopicError.WrongType);
        exception.Message.ShouldContain("field 'engine.turns' is i64 in the topic and u64 in the type");
    }

    [Fact]
    public void Before_the_first_sample_there_is_none_and_no_zero()
    {
        using var subscriber = Subscriber.Open(_publisher.Name);
        subscriber.TryReadLatest(new Sample()).ShouldBeFalse();
        var latest = subscriber.Latest;
        latest.HasValue.ShouldBeFalse();
        latest[subscriber.Schema["engine.turns"]].ToString().ShouldBe("n/a");
        latest[subscriber.Schema["engine.turns"]].IsAvailable.ShouldBeFalse();
        double.IsNaN(latest[subscriber.Schema["engine.speed"]].AsDouble).ShouldBeTrue();
    }

    [Theory]
    [InlineData(StartAt.Newest, 9)]
    [InlineData(StartAt.Oldest, 0)]
    [InlineData(StartAt.Next, 10)]
    public void Following_begins_where_it_was_asked_to(StartAt start, int first)
    {
        Publish(10);
        using var subscriber = Open(start);
        subscriber.Position.ShouldBe(first);
        Publish(1);
        ReadAll(subscriber).Select(s => s.Number).ShouldBe(Enumerable.Range(first, 11 - first).Select(n => (long)n));
        subscriber.Position.ShouldBe(11);
    }

    [Theory]
    [InlineData(StartAt.Newest)]
    [InlineData(StartAt.Oldest)]
    [InlineData(StartAt.Next)]
    public void Following_an_empty_topic_begins_with_the_first_sample(StartAt start)
    {
        using var subscriber = Open(start);
        Publish(2);
        ReadAll(subscriber).Select(s => s.Number).ShouldBe([0L, 1L]);
    }

    [Fact]
    public void The_history_is_complete_and_in_order_when_a_subscriber_comes_late()
    {
        Publish(100);
        using var subscriber = Open(StartAt.Oldest);
        var samples = ReadAll(subscriber);
        samples.Select(s => s.Number).ShouldBe(Enumerable.Range(85, 15).Select(n => (long)n));
        foreach (var sample in samples)
            (sample.Value.Turns, sample.Value.IsWhole, sample.Lost, sample.Flags)
                .ShouldBe((sample.Number, true, 0, SampleFlags.None));
    }

    [Fact]
    public void A_subscriber_that_is_lapped_reports_exactly_how_many_samples_it_lost()
    {
        using var subscriber = Open();
        Publish(3);
        ReadAll(subscriber).Count.ShouldBe(3);
        Publish(100);
        var samples = ReadAll(subscriber);
        samples[0].Lost.ShouldBe(samples[0].Number - 3);
        samples[0].Lost.ShouldBeGreaterThan(80);
        samples.Skip(1).Sum(s => s.Lost).ShouldBe(0);
        (samples.Count + samples[0].Lost).ShouldBe(100);
    }

    [Fact]
    public void Reading_the_latest_value_neither_moves_a_follower_nor_counts_as_loss()
    {
        using var subscriber = Open();
        Publish(5);
        subscriber.TryReadLatest(out var latest).ShouldBeTrue();
        (latest.Number, latest.Lost).ShouldBe((4, 0));
        subscriber.Position.ShouldBe(0);
        ReadAll(subscriber).Count.ShouldBe(5);
        subscriber.TryReadLatest(out latest).ShouldBeTrue();
        latest.Number.ShouldBe(4);
    }

    [Fact]
    public void It_tells_who_publishes()
    {
        using var subscriber = Open();
        subscriber.Publisher.Pid.ShouldBe(Environment.ProcessId);
        subscriber.Publisher.Program.ShouldStartWith(Path.GetFileNameWithoutExtension(Environment.ProcessPath)!);
        subscriber.Publisher.PublishingSince.ShouldBeInRange(DateTimeOffset.UtcNow.AddMinutes(-10),
            DateTimeOffset.UtcNow.AddMinutes(1));
        subscriber.Publisher.StartedAt.ShouldBeLessThan(DateTimeOffset.UtcNow.AddMinutes(1));
        (subscriber.State, subscriber.Restarts, subscriber.Schema.Fields.Count).ShouldBe((TopicState.Live, 0, 2));
    }

    [Fact]
    public void A_disposed_subscriber_refuses_and_may_be_disposed_again()
    {
        Publish(1);
        var typed = Open();
        var any = Subscriber.Open(_publisher.Name);
        for (var i = 0; i < 2; i++)
        {
            typed.Dispose();
            any.Dispose();
        }
        Should.Throw<ObjectDisposedException>(() => typed.TryReadLatest(out _));
        Should.Throw<ObjectDisposedException>(() => typed.TryReadNext(out _));
        Should.Throw<ObjectDisposedException>(() => typed.Read(TimeSpan.Zero, out _));
        Should.Throw<ObjectDisposedException>(() => typed.Interval);
        Should.Throw<ObjectDisposedException>(() => any.Latest);
        Should.Throw<ObjectDisposedException>(() => any.TryReadLatest(new Sample()));
        Should.Throw<ObjectDisposedException>(() => any.TryReadNext(new Sample()));
        Should.Throw<ObjectDisposedException>(() => any.Read(TimeSpan.Zero, new Sample()));
        any.Schema.Fields.Count.ShouldBe(2);
        _publisher.HasSubscribers.ShouldBeFalse();
    }

    [Fact]
    public async Task Opening_waits_for_a_topic_that_is_not_there_yet()
    {
        var cancel = TestContext.Current.CancellationToken;
        var name = Unique.Topic();
        var opening = Subscriber.OpenAsync<Engine>(name, TimeSpan.FromMinutes(1), cancel: cancel);
        var openingAny = Subscriber.OpenAsync(name, TimeSpan.FromMinutes(1), cancel: cancel);
        opening.IsCompleted.ShouldBeFalse();
        using var publisher = Publisher.Create<Engine>(name);
        using var subscriber = await opening;
        using var any = await openingAny;
        publisher.Publish(Engine.At(1));
        subscriber.TryReadNext(out _).ShouldBeTrue();
        any.TryReadNext(new Sample()).ShouldBeTrue();
    }

    [Fact]
    public async Task Opening_waits_no_longer_than_it_was_told_and_ends_at_once_when_it_is_cancelled()
    {
        var exception = await Should.ThrowAsync<TopicException>(() =>
            Subscriber.OpenAsync(Unique.Topic(), TimeSpan.FromMilliseconds(60),
                cancel: TestContext.Current.CancellationToken));
        exception.Error.ShouldBe(TopicError.NotFound);
        using var cancel = new CancellationTokenSource();
        var opening = Subscriber.OpenAsync(Unique.Topic(), TimeSpan.FromMinutes(5), cancel: cancel.Token);
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(opening);
    }
}
