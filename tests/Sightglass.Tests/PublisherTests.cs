using System.Collections.Concurrent;
using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class PublisherTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("-dash")]
    [InlineData("1000:name")]
    [InlineData("é")]
    [InlineData("a\0b")]
    public void A_name_that_is_no_topic_name_is_refused(string name)
    {
        Should.Throw<ArgumentException>(() => Publisher.Create<Engine>(name));
        if (!name.Contains(':')) Should.Throw<ArgumentException>(() => Subscriber.Open<Engine>(name));
        Should.Throw<ArgumentException>(() => Topics.Remove(name));
    }

    [Fact]
    public void A_name_has_at_most_a_hundred_characters()
    {
        var name = Unique.Topic().PadRight(100, 'x');
        using (Publisher.Create<Engine>(name)) Subscriber.Open<Engine>(name).Dispose();
        Should.Throw<ArgumentException>(() => Publisher.Create<Engine>(name + "x")).Message.ShouldContain("100");
        Should.Throw<ArgumentNullException>(() => Publisher.Create<Engine>(null!));
        Should.Throw<ArgumentNullException>(() => Publisher.Create(Unique.Topic(), null!));
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        static void Refused(PublisherOptions options) =>
            Should.Throw<ArgumentOutOfRangeException>(() => Publisher.Create<Engine>(Unique.Topic(), options));
        Refused(new() { History = 0 });
        Refused(new() { History = -1 });
        Refused(new() { History = 100_000_001 });
        Refused(new() { Interval = TimeSpan.FromTicks(-1) });
        Refused(new() { Interval = TimeSpan.MaxValue }); // its nanoseconds would not fit
        Refused(new() { Access = (Access)2 });
    }

    [Fact]
    public void The_count_goes_up_with_each_sample()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        publisher.Count.ShouldBe(0);
        for (var i = 1; i <= 3; i++)
        {
            publisher.Publish(Engine.At(i));
            publisher.Count.ShouldBe(i);
        }
    }

    [Fact]
    public void A_change_of_the_interval_is_seen_by_subscribers_at_once()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic(), new() { Interval = TimeSpan.FromSeconds(2) });
        using var subscriber = Subscriber.Open<Engine>(publisher.Name);
        subscriber.Interval.ShouldBe(TimeSpan.FromSeconds(2));
        publisher.Interval = TimeSpan.FromMilliseconds(15);
        publisher.Interval.ShouldBe(TimeSpan.FromMilliseconds(15));
        subscriber.Interval.ShouldBe(TimeSpan.FromMilliseconds(15));
        Topics.Describe(publisher.Name).Interval.ShouldBe(TimeSpan.FromMilliseconds(15));
        Should.Throw<ArgumentOutOfRangeException>(() => publisher.Interval = TimeSpan.FromTicks(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => publisher.Interval = TimeSpan.MaxValue);
    }

    [Fact]
    public void It_knows_whether_anybody_subscribes()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        publisher.HasSubscribers.ShouldBeFalse();
        _ = Topics.Describe(publisher.Name);
        publisher.HasSubscribers.ShouldBeFalse();
        using (Subscriber.Open(publisher.Name))
        using (Subscriber.Open<Engine>(publisher.Name))
            publisher.HasSubscribers.ShouldBeTrue();
        publisher.HasSubscribers.ShouldBeFalse();
    }

    [Fact]
    public void It_is_told_when_the_first_subscriber_comes_and_when_the_last_has_gone()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        var told = new ConcurrentQueue<bool>();
        EventHandler tell = (sender, _) => told.Enqueue(((Publisher<Engine>)sender!).HasSubscribers);
        publisher.HasSubscribersChanged += tell;
        using (Subscriber.Open(publisher.Name))
        {
            Eventually.True(() => told.Count == 1, "the first one came");
            using (Subscriber.Open(publisher.Name)) publisher.HasSubscribers.ShouldBeTrue();
        }
        Eventually.True(() => told.Count == 2, "the last one has gone");
        told.ShouldBe([true, false]);
        publisher.HasSubscribersChanged -= tell;
    }

    [Fact]
    public void A_disposed_publisher_refuses_and_may_be_disposed_again()
    {
        var publisher = Publisher.Create<Engine>(Unique.Topic());
        var built = Publisher.Create(Unique.Topic(), publisher.Schema);
        for (var i = 0; i < 2; i++)
        {
            publisher.Dispose();
            built.Dispose();
        }
        Should.Throw<ObjectDisposedException>(() => publisher.Publish(default));
        Should.Throw<ObjectDisposedException>(() => { using var draft = built.Begin(); });
        Should.Throw<ObjectDisposedException>(() => publisher.Interval);
        Should.Throw<ObjectDisposedException>(() => publisher.Interval = TimeSpan.Zero);
        publisher.HasSubscribers.ShouldBeFalse();
        publisher.Count.ShouldBe(0);
    }

    [Fact]
    public void Stamps_and_flags_given_by_the_publisher_reach_the_subscriber()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        using var subscriber = Subscriber.Open<Engine>(publisher.Name);
        publisher.Publish(Engine.At(1), monotonicNs: 12_345, utcNs: 1_700_000_000_123_456_789,
            SampleFlags.Discontinuity);
        subscriber.TryReadLatest(out var sample).ShouldBeTrue();
        sample.MonotonicNs.ShouldBe(12_345);
        sample.UtcNs.ShouldBe(1_700_000_000_123_456_789);
        sample.Flags.ShouldBe(SampleFlags.Discontinuity);
        sample.PublishedAt.ShouldBe(DateTimeOffset.UnixEpoch.AddTicks(17_000_000_001_234_567));
    }

    [Fact]
    public void Samples_are_stamped_with_the_time_of_their_publication()
    {
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        using var subscriber = Subscriber.Open<Engine>(publisher.Name);
        var (before, utcBefore) = (TopicClock.MonotonicNs, TopicClock.UtcNs);
        publisher.Publish(Engine.At(1));
        var (after, utcAfter) = (TopicClock.MonotonicNs, TopicClock.UtcNs);
        subscriber.TryReadLatest(out var sample).ShouldBeTrue();
        sample.MonotonicNs.ShouldBeInRange(before, after);
        // the wall clock may be set meanwhile
        sample.UtcNs.ShouldBeInRange(utcBefore - 1_000_000, utcAfter + 1_000_000);
        sample.Age.ShouldBeInRange(TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Committing_while_another_thread_disposes_is_harmless()
    {
        for (var round = 0; round < 100; round++)
        {
            using var publisher = Publisher.Create(Unique.Topic(), TypedSchema<Engine>.Schema);
            using var isRunning = new ManualResetEventSlim();
            var thread = new Thread(() =>
            {
                try
                {
                    while (true)
                    {
                        using var draft = publisher.Begin();
                        draft.Commit();
                        isRunning.Set();
                    }
                }
                catch (ObjectDisposedException)
                {
                    // as promised
                }
            });
            thread.Start();
            isRunning.Wait(TestContext.Current.CancellationToken);
            publisher.Dispose();
            thread.Join();
        }
    }
}
