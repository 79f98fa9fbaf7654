using Shouldly;
using Xunit;

namespace Sightglass.Tests;

public sealed class AwaitingTests : IDisposable
{
    private readonly Publisher<Engine> _publisher =
        Publisher.Create<Engine>(Unique.Topic(), new() { History = 100_000 });

    public void Dispose() => _publisher.Dispose();

    [Fact]
    public async Task Each_sample_comes_once_and_in_order()
    {
        const int Count = 20_000;
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
        using var any = Subscriber.Open(_publisher.Name, new() { Start = StartAt.Next });
        var cancel = TestContext.Current.CancellationToken;
        var typed = Task.Run(async () =>
        {
            long next = 0;
            await foreach (var sample in subscriber.ReadAllAsync(cancel))
            {
                (sample.Number, sample.Value.Turns, sample.Lost).ShouldBe((next, next, 0));
                if (++next == Count) return;
            }
        }, cancel);
        var untyped = Task.Run(async () =>
        {
            var kept = new List<Sample>();
            await foreach (var sample in any.ReadAllAsync(cancel))
            {
                kept.Add(sample);
                if (kept.Count == Count) break;
            }
            // What a consumer keeps must not be filled again by the next sample.
            kept.Select(s => s[any.Schema["engine.turns"]].AsInt64)
                .ShouldBe(Enumerable.Range(0, Count).Select(i => (long)i));
        }, cancel);
        for (var i = 0; i < Count; i++)
        {
            _publisher.Publish(Engine.At(i));
            if (i % 64 == 0) await Task.Yield();
        }
        await Task.WhenAll(typed, untyped).WaitAsync(TimeSpan.FromMinutes(1), cancel);
    }

    [Fact]
    public async Task An_idle_await_is_woken_by_each_publish()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
        await using var samples = subscriber.ReadAllAsync(cancel).GetAsyncEnumerator(cancel);
        for (var i = 0; i < 1000; i++)
        {
            var next = samples.MoveNextAsync().AsTask();
            if (i % 2 == 0) await Task.Yield();
            _publisher.Publish(Engine.At(i));
            (await next.WaitAsync(TimeSpan.FromSeconds(30), cancel)).ShouldBeTrue();
            samples.Current.Value.Turns.ShouldBe(i);
        }
    }

    [Fact]
    public async Task A_sample_published_while_the_await_begins_is_not_missed()
    {
        var cancel = TestContext.Current.CancellationToken;
        for (var round = 0; round < 500; round++)
        {
            using var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
            using var begins = new ManualResetEventSlim();
            var waiting = Task.Run(() =>
            {
                begins.Set();
                return First(subscriber, cancel);
            }, cancel);
            begins.Wait(cancel);
            Thread.SpinWait(round % 50 * 20);
            _publisher.Publish(Engine.At(round));
            (await waiting.WaitAsync(TimeSpan.FromSeconds(30), cancel)).Value.Turns.ShouldBe(round);
        }
    }

    [Fact]
    public async Task Cancellation_ends_an_await_at_once_and_the_subscriber_can_go_on()
    {
        var test = TestContext.Current.CancellationToken;
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
        for (var round = 0; round < 200; round++)
        {
            using var cancel = new CancellationTokenSource();
            var waiting = First(subscriber, cancel.Token);
            if (round % 2 == 0) await Task.Yield();
            await cancel.CancelAsync();
            await Should.ThrowAsync<OperationCanceledException>(waiting.WaitAsync(TimeSpan.FromSeconds(30), test));
        }
        var next = First(subscriber, test);
        _publisher.Publish(Engine.At(7));
        (await next.WaitAsync(TimeSpan.FromSeconds(30), test)).Value.Turns.ShouldBe(7);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(First(subscriber, cancelled.Token));
    }

    [Fact]
    public async Task Disposal_ends_an_await()
    {
        var test = TestContext.Current.CancellationToken;
        for (var round = 0; round < 200; round++)
        {
            var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
            var waiting = Task.Run(() => First(subscriber, test), test);
            if (round % 2 == 0) await Task.Yield();
            subscriber.Dispose();
            await Should.ThrowAsync<ObjectDisposedException>(waiting.WaitAsync(TimeSpan.FromSeconds(30), test));
        }
    }

    [Fact]
    public async Task Two_consumers_of_one_subscriber_are_refused()
    {
        var test = TestContext.Current.CancellationToken;
        using var subscriber = Subscriber.Open<Engine>(_publisher.Name, new() { Start = StartAt.Next });
        var first = First(subscriber, test);
        await Should.ThrowAsync<InvalidOperationException>(First(subscriber, test));
        _publisher.Publish(Engine.At(3));
        (await first.WaitAsync(TimeSpan.FromSeconds(30), test)).Value.Turns.ShouldBe(3);
    }

    internal static async Task<Sample<Engine>> First(Subscriber<Engine> subscriber, CancellationToken cancel)
    {
        await foreach (var sample in subscriber.ReadAllAsync(cancel)) return sample;
        throw new InvalidOperationException("ReadAllAsync came to an end.");
    }
}
