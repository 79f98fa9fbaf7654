using System.Text;
using System.Text.Json.Serialization;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests;

public sealed partial class CallTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private readonly Publisher<One> _publisher = Publisher.Create<One>(Unique.Topic());
    private readonly Subscriber<One> _subscriber;

    public CallTests() => _subscriber = Subscriber.Open<One>(_publisher.Name);

    public void Dispose()
    {
        _subscriber.Dispose();
        _publisher.Dispose();
    }

    [Fact]
    public async Task A_call_of_structs_is_answered_by_the_handler()
    {
        _publisher.OnCall<long, double>("half", number => number / 2.0);
        (await _subscriber.CallAsync<long, double>("half", 7, _patience, Cancel)).ShouldBe(3.5);
    }

    [Fact]
    public async Task A_call_of_bytes_carries_any_size_up_to_the_limit()
    {
        _publisher.OnCall("turn", (request, reply) =>
        {
            request.CopyTo(reply);
            reply[..request.Length].Reverse();
            return request.Length;
        });
        foreach (var size in new[] { 0, 1, 7, 4095, 4096 })
        {
            var request = new byte[size];
            new Random(size).NextBytes(request);
            (await _subscriber.CallAsync("turn", request, _patience, Cancel)).ShouldBe(request.Reverse());
        }
        var tooLong = await Should.ThrowAsync<ArgumentException>(async () =>
            await _subscriber.CallAsync("turn", new byte[4097], _patience, Cancel));
        tooLong.Message.ShouldContain("4097");
    }

    [Fact]
    public async Task A_call_of_json_is_answered()
    {
        _publisher.OnCall("greet", Json.Default.Question, Json.Default.Answer,
            question => ValueTask.FromResult(new Answer($"Hello, {question!.Name}")));
        var answer = await _subscriber.CallAsync("greet", new Question("Ada"), Json.Default.Question,
            Json.Default.Answer, _patience, Cancel);
        answer!.Text.ShouldBe("Hello, Ada");

        var refused = await Fails(_subscriber.CallAsync("greet", "{"u8.ToArray(), _patience, Cancel));
        refused.Error.ShouldBe(CallError.Refused);
        refused.Message.ShouldContain("no such JSON");
    }

    [Fact]
    public async Task A_handler_that_awaits_answers_when_it_is_done()
    {
        var gate = new TaskCompletionSource<long>();
        _publisher.OnCall<long, long>("later", async number => number + await gate.Task);
        var call = _subscriber.CallAsync<long, long>("later", 1, _patience, Cancel).AsTask();
        var quick = Stage("quick");
        (await quick).ShouldBe(2); // another call passes the one that waits
        call.IsCompleted.ShouldBeFalse();
        gate.SetResult(41);
        (await call).ShouldBe(42);
    }

    private async Task<long> Stage(string verb)
    {
        _publisher.OnCall<long, long>(verb, number => number + 1);
        return await _subscriber.CallAsync<long, long>(verb, 1, _patience, Cancel);
    }

    [Fact]
    public async Task The_exception_of_a_handler_is_the_callers_error_with_its_message()
    {
        _publisher.OnCall<long, long>("fail", _ => throw new InvalidOperationException("The boiler is cold."));
        _publisher.OnCall<long, long>("failLater", async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("The boiler is still cold.");
        });
        _publisher.OnCall<long, long>("refuse",
            _ => throw new CallException(CallError.Refused, "From 1 to 5 and no more."));

        var failed = await Fails(_subscriber.CallAsync<long, long>("fail", 0, _patience, Cancel));
        (failed.Error, failed.Message).ShouldBe((CallError.Failed, "The boiler is cold."));
        failed = await Fails(_subscriber.CallAsync<long, long>("failLater", 0, _patience, Cancel));
        (failed.Error, failed.Message).ShouldBe((CallError.Failed, "The boiler is still cold."));
        failed = await Fails(_subscriber.CallAsync<long, long>("refuse", 0, _patience, Cancel));
        (failed.Error, failed.Message).ShouldBe((CallError.Refused, "From 1 to 5 and no more."));
    }

    [Fact]
    public async Task A_verb_that_is_not_there_is_an_error_that_names_those_that_are()
    {
        var none = await Fails(_subscriber.CallAsync<long, long>("x", 0, _patience, Cancel));
        none.Error.ShouldBe(CallError.NoSuchVerb);
        none.Message.ShouldContain("takes no calls");
        _publisher.OnCall<long, long>("a", number => number);
        _publisher.OnCall<long, long>("b", number => number);
        var other = await Fails(_subscriber.CallAsync<long, long>("x", 0, _patience, Cancel));
        other.Error.ShouldBe(CallError.NoSuchVerb);
        other.Message.ShouldContain("it has: a, b");
    }

    [Fact]
    public async Task A_request_of_another_size_is_refused_and_not_guessed_at()
    {
        _publisher.OnCall<long, long>("a", number => number);
        var refused = await Fails(_subscriber.CallAsync("a", new byte[4], _patience, Cancel));
        refused.Error.ShouldBe(CallError.Refused);
        refused.Message.ShouldContain("4 bytes");
    }

    [Fact]
    public async Task A_call_that_is_not_answered_in_time_is_given_up_and_its_entry_is_free_again()
    {
        using var gate = new ManualResetEventSlim();
        _publisher.OnCall<long, long>("hang", number =>
        {
            gate.Wait();
            return number;
        });
        var late = await Fails(_subscriber.CallAsync<long, long>("hang", 0, TimeSpan.FromMilliseconds(50), Cancel));
        late.Error.ShouldBe(CallError.TimedOut);
        late.Message.ShouldContain("50 ms");
        using var cancel = new CancellationTokenSource();
        var cancelled = _subscriber.CallAsync<long, long>("hang", 0, _patience, cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        CallRegion.CountTaken(_publisher.Name).ShouldBe(0);
        gate.Set();
    }

    [Fact]
    public async Task Handlers_that_hang_hold_up_their_callers_only_until_too_many_do_and_then_others_hear_busy()
    {
        using var gate = new ManualResetEventSlim();
        var entered = 0;
        _publisher.OnCall<long, long>("hang", number =>
        {
            Interlocked.Increment(ref entered);
            gate.Wait();
            return number;
        });
        _publisher.OnCall<long, long>("echo", number => number);
        var hanging = new List<Task<long>>();
        for (var i = 0; i < Answerer.MaxRunning - 1; i++) Hang(i);
        // All of them run: a call that is taken in the same moment as the last of them would be one too many.
        Eventually.True(() => Volatile.Read(ref entered) == hanging.Count, "all but one handler hang");
        (await _subscriber.CallAsync<long, long>("echo", 5, _patience, Cancel)).ShouldBe(5);
        Hang(Answerer.MaxRunning - 1);
        Eventually.True(() => Volatile.Read(ref entered) == hanging.Count, "all handlers hang");
        (await Fails(_subscriber.CallAsync<long, long>("echo", 5, _patience, Cancel))).Error.ShouldBe(CallError.Busy);
        gate.Set();
        (await Task.WhenAll(hanging)).ShouldBe(Enumerable.Range(0, Answerer.MaxRunning).Select(i => (long)i));
        (await _subscriber.CallAsync<long, long>("echo", 6, _patience, Cancel)).ShouldBe(6);

        void Hang(long number) =>
            hanging.Add(_subscriber.CallAsync<long, long>("hang", number, _patience, Cancel).AsTask());
    }

    [Fact]
    public async Task More_calls_than_there_are_entries_hear_busy()
    {
        var gate = new TaskCompletionSource();
        var entered = new SemaphoreSlim(0);
        _publisher.OnCall<long, long>("wait", async number =>
        {
            entered.Release();
            await gate.Task;
            return number;
        });
        // Those that run and those that are refused while they run leave no entry behind.
        var calls = Enumerable.Range(0, Answerer.MaxRunning)
            .Select(i => _subscriber.CallAsync<long, long>("wait", i, _patience, Cancel).AsTask()).ToList();
        for (var i = 0; i < Answerer.MaxRunning; i++) (await entered.WaitAsync(_patience, Cancel)).ShouldBeTrue();
        for (var i = 0; i < 2 * CallsLayout.DefaultEntryCount; i++)
            (await Fails(_subscriber.CallAsync<long, long>("wait", i, _patience, Cancel))).Error.ShouldBe(CallError.Busy);
        gate.SetResult();
        await Task.WhenAll(calls);
        CallRegion.CountTaken(_publisher.Name).ShouldBe(0);
    }

    [Fact]
    public async Task Closing_the_topic_tells_callers_that_wait_and_those_that_come()
    {
        var entered = new SemaphoreSlim(0);
        _publisher.OnCall<long, long>("wait", async number =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return number;
        });
        var call = _subscriber.CallAsync<long, long>("wait", 1, Timeout.InfiniteTimeSpan, Cancel);
        (await entered.WaitAsync(_patience, Cancel)).ShouldBeTrue();
        _publisher.Dispose();
        (await Fails(call)).Error.ShouldBe(CallError.Stopped);
        (await Fails(_subscriber.CallAsync<long, long>("wait", 1, _patience, Cancel))).Error.ShouldBe(CallError.Stopped);
    }

    [Fact]
    public async Task Disposing_the_subscriber_ends_its_calls()
    {
        var entered = new SemaphoreSlim(0);
        _publisher.OnCall<long, long>("wait", async number =>
        {
            entered.Release();
            await Task.Delay(Timeout.Infinite, CancellationToken.None);
            return number;
        });
        var call = _subscriber.CallAsync<long, long>("wait", 1, Timeout.InfiniteTimeSpan, Cancel).AsTask();
        (await entered.WaitAsync(_patience, Cancel)).ShouldBeTrue();
        _subscriber.Dispose();
        await Should.ThrowAsync<ObjectDisposedException>(call);
        await Should.ThrowAsync<ObjectDisposedException>(async () =>
            await _subscriber.CallAsync<long, long>("wait", 1, _patience, Cancel));
        CallRegion.CountTaken(_publisher.Name).ShouldBe(0);
    }

    [Fact]
    public async Task Many_calls_at_once_each_get_their_own_reply()
    {
        _publisher.OnCall<long, long>("now", number => ~number);
        _publisher.OnCall<long, long>("later", async number =>
        {
            await Task.Yield();
            return ~number;
        });
        var workers = Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 2000; i++)
            {
                var number = worker * 1_000_000L + i;
                var verb = i % 2 == 0 ? "now" : "later";
                (await _subscriber.CallAsync<long, long>(verb, number, _patience, Cancel)).ShouldBe(~number);
            }
        }));
        await Task.WhenAll(workers);
        CallRegion.CountTaken(_publisher.Name).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("ümlaut")]
    [InlineData("a123456789012345678901234567890123")]
    public async Task What_is_no_verb_is_refused_at_once_on_both_sides(string verb)
    {
        Should.Throw<ArgumentException>(() => _publisher.OnCall<long, long>(verb, number => number));
        await Should.ThrowAsync<ArgumentException>(async () =>
            await _subscriber.CallAsync<long, long>(verb, 1, _patience, Cancel));
    }

    [Fact]
    public void A_verb_has_one_handler()
    {
        _publisher.OnCall<long, long>("a", number => number);
        Should.Throw<ArgumentException>(() => _publisher.OnCall<long, long>("a", number => number))
            .Message.ShouldContain("'a'");
    }

    [Fact]
    public void Everyone_may_call_only_where_everyone_may_read() =>
        Should.Throw<ArgumentException>(() =>
            Publisher.Create<One>(Unique.Topic(), new() { CallAccess = Access.Everyone }).Dispose())
            .Message.ShouldContain("Access");

    private static async Task<CallException> Fails<T>(ValueTask<T> call) =>
        await Should.ThrowAsync<CallException>(call.AsTask());

    internal sealed record Question(string Name);

    internal sealed record Answer(string Text);

    [JsonSerializable(typeof(Question))]
    [JsonSerializable(typeof(Answer))]
    internal sealed partial class Json : JsonSerializerContext;

    public struct One
    {
        [Field("one")] public double Value;
    }
}
