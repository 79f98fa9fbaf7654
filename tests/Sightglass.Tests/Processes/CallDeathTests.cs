using System.Diagnostics;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>Either side of a call is killed at each step. The other hears of it, and nothing stays taken.</summary>
[Collection(nameof(Alone))]
public sealed class CallDeathTests(ITestOutputHelper output)
{
    /// <summary>The watch looks four times a second and doubts a missing lease once; the rest is for a busy machine.</summary>
    private const int NoticeMs = 3000;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> OfCall => new(Steps.OfCall);

    public static TheoryData<string> OfAnswer => new(Steps.OfAnswer);

    [Theory]
    [MemberData(nameof(OfCall))]
    public async Task A_caller_that_dies_leaves_no_entry_taken_and_holds_up_nobody(string step)
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        publisher.Expect("ready");
        using var dying = OtherProcess.Start("call-dying", topic, step);
        dying.Expect("ready");
        dying.Send("go");
        dying.Expect($"at {step}");

        using var subscriber = Subscriber.Open<Small>(topic);
        (await subscriber.CallAsync<long, long>("echo", 1, _patience, Cancel)).ShouldBe(~1);
        dying.Kill();
        Eventually.True(() => CallRegion.CountTaken(topic) == 0, "what the dead caller left is free");
        (await subscriber.CallAsync<long, long>("echo", 2, _patience, Cancel)).ShouldBe(~2);
    }

    [Theory]
    [MemberData(nameof(OfAnswer))]
    public async Task A_publisher_that_dies_in_a_call_is_an_error_of_its_caller_within_a_second(string step)
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer-dying", topic, step);
        publisher.Expect("ready");
        using var subscriber = Subscriber.Open<Small>(topic);
        (await subscriber.CallAsync<long, long>("echo", 1, _patience, Cancel)).ShouldBe(~1);
        publisher.Send("go");
        // Told in the publisher's loop, so it may answer some more calls before it stops at the step.
        var call = Task.Run(async () =>
        {
            for (long turn = 2; ; turn++)
                (await subscriber.CallAsync<long, long>("echo", turn, Timeout.InfiniteTimeSpan, Cancel))
                    .ShouldBe(~turn);
        }, Cancel);
        publisher.Expect($"at {step}");
        publisher.Kill();
        var since = Stopwatch.GetTimestamp();
        var error = (await Should.ThrowAsync<CallException>(call)).Error;
        var noticedMs = Stopwatch.GetElapsedTime(since).TotalMilliseconds;
        output.WriteLine($"{step}: {error} after {noticedMs:f0} ms");
        error.ShouldBe(CallError.Died);
        noticedMs.ShouldBeLessThan(NoticeMs);
        var next = await Should.ThrowAsync<CallException>(async () =>
            await subscriber.CallAsync<long, long>("echo", 1, _patience, Cancel));
        next.Error.ShouldBe(CallError.Died);

        // The next publisher is called by the same subscriber.
        using var again = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        again.Expect("ready");
        Eventually.True(() => subscriber.State == TopicState.Live, "the next publisher lives");
        (await subscriber.CallAsync<long, long>("echo", 5, _patience, Cancel)).ShouldBe(~5);
    }

    [Fact]
    public async Task A_publisher_that_starts_anew_is_an_error_of_calls_to_the_old_one()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        publisher.Expect("ready");
        using var subscriber = Subscriber.Open<Small>(topic);
        var call = subscriber.CallAsync<long, long>("hang", 1, Timeout.InfiniteTimeSpan, Cancel);
        publisher.Kill();
        using var again = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        again.Expect("ready");
        var error = (await Should.ThrowAsync<CallException>(call.AsTask())).Error;
        new[] { CallError.Died, CallError.Restarted }.ShouldContain(error);
        Eventually.True(() => subscriber.State == TopicState.Live, "the next publisher lives");
        (await subscriber.CallAsync<long, long>("echo", 5, _patience, Cancel)).ShouldBe(~5);
    }

    [LinuxFact] // nobody can delete a name of Windows while it is in use
    public async Task Deleted_files_of_a_living_publisher_take_its_calls_to_the_new_instance()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("answer", topic, nameof(Access.Owner));
        publisher.Expect("ready");
        using var subscriber = Subscriber.Open<Small>(topic);
        (await subscriber.CallAsync<long, long>("echo", 1, _patience, Cancel)).ShouldBe(~1);
        TopicFiles.DeleteAll(topic);
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                using var other = Subscriber.Open<Small>(topic);
                return await other.CallAsync<long, long>("echo", 2, _patience, Cancel) == ~2;
            }
            catch (Exception e) when (e is TopicException or CallException)
            {
                return false;
            }
        }, "a newcomer calls the new instance");
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return await subscriber.CallAsync<long, long>("echo", 3, _patience, Cancel) == ~3;
            }
            catch (CallException)
            {
                return false;
            }
        }, "who was there before calls the new instance");
    }
}
