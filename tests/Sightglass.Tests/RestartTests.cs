using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class RestartTests
{
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(60);
    private readonly string _name = Unique.Topic();

    private Publisher<Engine> Create(int samples = 0)
    {
        var publisher = Publisher.Create<Engine>(_name, new() { History = 15 });
        for (var i = 0; i < samples; i++) publisher.Publish(Engine.At(i));
        return publisher;
    }

    [Fact]
    public async Task Updates_tell_the_stop_and_go_on_with_the_next_publisher()
    {
        var test = TestContext.Current.CancellationToken;
        var first = Create(samples: 3);
        using var subscriber = Subscriber.Open<Engine>(_name, new() { Start = StartAt.Oldest });
        await using var updates = subscriber.ReadUpdatesAsync(test).GetAsyncEnumerator(test);
        async Task<Update<Sample<Engine>>> Next()
        {
            (await updates.MoveNextAsync().AsTask().WaitAsync(_long, test)).ShouldBeTrue();
            return updates.Current;
        }
        for (var i = 0; i < 3; i++) (await Next()).Sample.Number.ShouldBe(i);
        first.Dispose();
        var stop = await Next();
        (stop.HasSample, stop.State, subscriber.State).ShouldBe((false, TopicState.Stopped, TopicState.Stopped));

        using var second = Create(samples: 2);
        var seen = new List<(long Number, SampleFlags Flags, long Lost)>();
        while (seen.Count < 2)
            if (await Next() is { HasSample: true } update)
                seen.Add((update.Sample.Number, update.Sample.Flags, update.Sample.Lost));
        seen.ShouldBe([(0, SampleFlags.Restarted, 0), (1, SampleFlags.None, 0)]);
        await Eventually.TrueAsync(() => subscriber.State == TopicState.Live, "the topic is live again");
        subscriber.Restarts.ShouldBe(1);
        subscriber.Publisher.PublishingSince.ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
    }

    [Fact]
    public void Samples_of_the_old_instance_are_read_before_those_of_the_new_one()
    {
        var first = Create();
        using var subscriber = Subscriber.Open<Engine>(_name, new() { Start = StartAt.Oldest });
        subscriber.TryReadNext(out _).ShouldBeFalse(); // it follows
        for (var i = 0; i < 5; i++) first.Publish(Engine.At(100 + i));
        first.Dispose();
        using var second = Create(samples: 2);
        Eventually.True(() => subscriber.Restarts == 1, "the new instance is found");
        var turns = new List<long>();
        while (subscriber.TryReadNext(out var sample))
        {
            sample.Flags.ShouldBe(turns.Count == 5 ? SampleFlags.Restarted : SampleFlags.None);
            turns.Add(sample.Value.Turns);
        }
        turns.ShouldBe([100L, 101L, 102L, 103L, 104L, 0L, 1L]);
    }

    [Fact]
    public void A_new_instance_that_went_round_its_ring_before_it_was_found_counts_as_loss()
    {
        var first = Create(samples: 1);
        using var subscriber = Subscriber.Open<Engine>(_name);
        subscriber.TryReadNext(out _).ShouldBeTrue();
        first.Dispose();
        using var second = Create(samples: 40);
        Eventually.True(() => subscriber.Restarts == 1, "the new instance is found");
        subscriber.TryReadNext(out var sample).ShouldBeTrue();
        (sample.Number, sample.Lost, sample.Flags).ShouldBe((25, 25, SampleFlags.Restarted));
    }

    [Fact]
    public void The_latest_value_goes_over_to_the_new_instance_by_itself()
    {
        var first = Create(samples: 5);
        using var subscriber = Subscriber.Open<Engine>(_name);
        using var any = Subscriber.Open(_name);
        first.Dispose();
        using var second = Create();
        second.Publish(Engine.At(77));
        Eventually.True(() => subscriber.TryReadLatest(out var sample) && sample.Value.Turns == 77,
            "the typed one reads it");
        Eventually.True(() => any.Latest[any.Schema["engine.turns"]].AsInt64 == 77, "the untyped one reads it");
    }

    [Fact]
    public void Samples_from_before_a_change_of_fields_are_read_before_it_is_said()
    {
        var first = Create(samples: 10);
        using var typed = Subscriber.Open<Engine>(_name, new() { Start = StartAt.Oldest });
        typed.TryReadNext(out _).ShouldBeTrue();
        first.Dispose();
        using var second = Publisher.Create<OtherEngine>(_name);
        Eventually.True(() => Throws(() => typed.TryReadLatest(out _)), "the change of fields is noticed");
        for (var number = 1; number < 10; number++)
        {
            typed.TryReadNext(out var sample).ShouldBeTrue();
            sample.Number.ShouldBe(number);
        }
        Should.Throw<TopicException>(() => typed.TryReadNext(out _)).Error.ShouldBe(TopicError.WrongType);

        static bool Throws(Action read)
        {
            try
            {
                read();
                return false;
            }
            catch (TopicException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void Other_fields_end_a_typed_subscriber_with_the_field_and_the_untyped_one_goes_on_with_them()
    {
        var first = Create(samples: 1);
        using var typed = Subscriber.Open<Engine>(_name);
        using var any = Subscriber.Open(_name);
        typed.TryReadNext(out _).ShouldBeTrue();
        var sample = new Sample();
        any.TryReadNext(sample).ShouldBeTrue();
        first.Dispose();
        using var second = Publisher.Create<OtherEngine>(_name);
        second.Publish(new OtherEngine { Turns = ulong.MaxValue });

        var exception = Should.Throw<TopicException>(() =>
        {
            while (typed.Read(_long, out _) == ReadResult.StateChanged) { }
        });
        exception.Error.ShouldBe(TopicError.WrongType);
        exception.Message.ShouldContain("field 'engine.turns' is u64 in the topic and i64 in the type");
        Should.Throw<TopicException>(() => typed.TryReadLatest(out _)).Error.ShouldBe(TopicError.WrongType);

        while (any.Read(_long, sample) == ReadResult.StateChanged) { }
        sample.Flags.ShouldBe(SampleFlags.Restarted);
        sample[any.Schema["engine.turns"]].AsUInt64.ShouldBe(ulong.MaxValue);
        sample.Schema!.Fields[1].Type.ShouldBe(FieldType.UInt64);
    }

    [Fact]
    public async Task Other_fields_end_an_await_too_and_a_right_publisher_later_makes_it_good()
    {
        var test = TestContext.Current.CancellationToken;
        var first = Create();
        using var typed = Subscriber.Open<Engine>(_name);
        var waiting = AwaitingTests.First(typed, test);
        first.Dispose();
        using (Publisher.Create<OtherEngine>(_name))
            (await Should.ThrowAsync<TopicException>(waiting.WaitAsync(_long, test))).Error
                .ShouldBe(TopicError.WrongType);
        using var third = Create();
        third.Publish(Engine.At(9));
        await Eventually.TrueAsync(() =>
        {
            try
            {
                return typed.TryReadLatest(out var sample) && sample.Value.Turns == 9;
            }
            catch (TopicException)
            {
                return false;
            }
        }, "it reads again");
    }

    [Fact]
    public void Many_followers_in_one_process_all_go_over_to_the_new_instance()
    {
        // Each closes the old instance at the same moment, and closing waits for whoever is reading.
        const int Followers = 8;
        var first = Create();
        long atNew = 0;
        using var ready = new CountdownEvent(Followers);
        var threads = Enumerable.Range(0, Followers).Select(_ => new Thread(() =>
        {
            using var subscriber = Subscriber.Open<Engine>(_name);
            ready.Signal();
            while (!subscriber.TryReadNext(out var sample) || sample.Value.Turns != 1000) Thread.Yield();
            Interlocked.Increment(ref atNew);
        })
        { IsBackground = true }).ToArray();
        foreach (var thread in threads) thread.Start();
        ready.Wait(TestContext.Current.CancellationToken);
        first.Publish(Engine.At(1));
        first.Dispose();
        using var second = Create();
        second.Publish(Engine.At(1000));
        Eventually.True(() => Interlocked.Read(ref atNew) == Followers, "all read the new instance");
    }

    [Fact]
    public void A_subscriber_disposed_between_two_instances_refuses_to_read_either()
    {
        var first = Create();
        var subscriber = Subscriber.Open<Engine>(_name);
        subscriber.TryReadNext(out _).ShouldBeFalse();
        first.Publish(Engine.At(1));
        first.Dispose();
        using var second = Create(samples: 1);
        Eventually.True(() => subscriber.Restarts == 1, "the new instance is found");
        subscriber.Dispose();
        Should.Throw<ObjectDisposedException>(() => subscriber.TryReadNext(out _));
        Should.Throw<ObjectDisposedException>(() => subscriber.TryReadLatest(out _));
        subscriber.Dispose();
        Eventually.True(() => !second.HasSubscribers, "nothing is left open");
    }
}
