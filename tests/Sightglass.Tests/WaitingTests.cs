using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class WaitingTests : IDisposable
{
    private static readonly TimeSpan _long = TimeSpan.FromSeconds(60);
    private readonly Publisher<Engine> _publisher = Publisher.Create<Engine>(Unique.Topic());

    public void Dispose() => _publisher.Dispose();

    [Fact]
    public void A_wait_times_out_and_not_before_its_time()
    {
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name);
        var since = Stopwatch.GetTimestamp();
        subscriber.Read(TimeSpan.FromMilliseconds(80), out _).ShouldBe(ReadResult.TimedOut);
        Stopwatch.GetElapsedTime(since).TotalMilliseconds.ShouldBeInRange(60, 20_000); // TickCount64 counts in steps
        subscriber.Read(TimeSpan.Zero, out _).ShouldBe(ReadResult.TimedOut);
        Should.Throw<ArgumentOutOfRangeException>(() => subscriber.Read(TimeSpan.FromMilliseconds(-2), out _));
        Should.Throw<ArgumentOutOfRangeException>(() => subscriber.Read(TimeSpan.FromDays(25), out _));
    }

    [Fact]
    public void A_sample_that_is_there_is_returned_without_waiting()
    {
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name);
        _publisher.Publish(Engine.At(5));
        subscriber.Read(Timeout.InfiniteTimeSpan, out var sample).ShouldBe(ReadResult.Sample);
        sample.Value.Turns.ShouldBe(5);
    }

    [Fact]
    public void A_waiting_subscriber_is_woken_by_each_publish()
    {
        const int Rounds = 2000;
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name);
        using var any = Subscriber.Open(_publisher.Name);
        long answered = 0, anyAnswered = 0;
        var typedThread = Start(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                subscriber.Read(_long, out var sample).ShouldBe(ReadResult.Sample);
                Volatile.Write(ref answered, sample.Value.Turns);
            }
        });
        var anyThread = Start(() =>
        {
            var sample = new Sample();
            for (var i = 0; i < Rounds; i++)
            {
                any.Read(_long, sample).ShouldBe(ReadResult.Sample);
                Volatile.Write(ref anyAnswered, sample[any.Schema["engine.turns"]].AsInt64);
            }
        });
        var spin = new SpinWait();
        for (var i = 1; i <= Rounds; i++)
        {
            _publisher.Publish(Engine.At(i));
            // Strict alternation: a wake that were lost even once would show as a wait of a minute.
            var since = Stopwatch.GetTimestamp();
            while (Volatile.Read(ref answered) < i || Volatile.Read(ref anyAnswered) < i)
            {
                Stopwatch.GetElapsedTime(since).TotalSeconds.ShouldBeLessThan(20, "a wake was lost");
                spin.SpinOnce();
            }
        }
        typedThread.Result().ShouldBeNull();
        anyThread.Result().ShouldBeNull();
    }

    [Fact]
    public void A_waiting_read_ends_when_another_thread_disposes()
    {
        for (var round = 0; round < 50; round++)
        {
            var subscriber = Subscriber.Open<Engine>(_publisher.Name);
            using var isReading = new ManualResetEventSlim();
            var thread = Start(() =>
            {
                isReading.Set();
                subscriber.Read(Timeout.InfiniteTimeSpan, out _);
            });
            isReading.Wait(TestContext.Current.CancellationToken);
            if (round % 2 == 0) Thread.SpinWait(round * 1000);
            subscriber.Dispose();
            thread.Result().ShouldBeOfType<ObjectDisposedException>();
        }
    }

    [Fact]
    public void A_subscriber_may_be_disposed_while_other_threads_read_at_full_speed()
    {
        for (var round = 0; round < 100; round++)
        {
            _publisher.Publish(Engine.At(round));
            var subscriber = Subscriber.Open<Engine>(_publisher.Name);
            var any = Subscriber.Open(_publisher.Name);
            var count = 0;
            var sample = new Sample();
            Reading[] threads =
            [
                Hammer(() => { subscriber.TryReadLatest(out _); Interlocked.Increment(ref count); }),
                Hammer(() => { subscriber.TryReadNext(out _); _publisher.Publish(default); }),
                Hammer(() => any.TryReadNext(sample)),
                Hammer(() => _ = any.Latest),
            ];
            Eventually.True(() => Volatile.Read(ref count) > 100, "the threads read");
            subscriber.Dispose();
            any.Dispose();
            foreach (var thread in threads) thread.Result().ShouldBeOfType<ObjectDisposedException>();
        }
    }

    [Fact]
    public void A_late_topic_is_silent_and_is_live_again_with_the_next_sample()
    {
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name);
        subscriber.State.ShouldBe(TopicState.Live);
        _publisher.Interval = TimeSpan.FromMilliseconds(10);
        subscriber.Read(_long, out _).ShouldBe(ReadResult.StateChanged);
        subscriber.State.ShouldBe(TopicState.Silent);
        Topics.Describe(_publisher.Name).State.ShouldBe(TopicState.Silent);
        _publisher.Interval = TimeSpan.FromHours(1);
        _publisher.Publish(Engine.At(1));
        subscriber.Read(_long, out _).ShouldBe(ReadResult.Sample);
        subscriber.Read(_long, out _).ShouldBe(ReadResult.StateChanged);
        subscriber.State.ShouldBe(TopicState.Live);
    }

    [Fact]
    public void The_end_of_a_publisher_ends_a_wait_with_the_change_of_state()
    {
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name);
        _publisher.Publish(Engine.At(1));
        _publisher.Dispose();
        subscriber.Read(_long, out var sample).ShouldBe(ReadResult.Sample);
        sample.Value.Turns.ShouldBe(1);
        subscriber.Read(_long, out _).ShouldBe(ReadResult.StateChanged);
        subscriber.State.ShouldBe(TopicState.Stopped);
        subscriber.TryReadLatest(out sample).ShouldBeTrue(); // what was there stays
    }

    private static Reading Start(Action read) => new(read);

    private static Reading Hammer(Action read) => new(() =>
    {
        while (true)
        {
            for (var i = 0; i < 200; i++) read();
            Thread.Yield(); // .NET 10 under Wine 8 cannot stop a thread for its garbage collection that never calls out
        }
    });

    /// <summary>A thread that reads until it may not any more, and what it was told then.</summary>
    private sealed class Reading
    {
        private readonly Thread _thread;
        private Exception? _found;

        internal Reading(Action read)
        {
            _thread = new Thread(() => _found = Record.Exception(read)) { IsBackground = true };
            _thread.Start();
        }

        internal Exception? Result()
        {
            _thread.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue("the thread did not end");
            return _found;
        }
    }
}
