using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using OtherProcess;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

[Collection(nameof(Alone))]
[SupportedOSPlatform("linux")]
public sealed partial class PausedPublisherTests
{
    private const int SIGCONT = 18, SIGSTOP = 19; // signal(7), the same on x64 and arm64

    [LinuxFact]
    public async Task A_publisher_that_is_paused_is_silent_and_not_dead()
    {
        var topic = Unique.Topic();
        using var publisher = OtherProcess.Start("publish", topic, "64", "50", "Owner");
        publisher.Expect("ready");
        using var subscriber = Subscriber.Open<Small>(topic);
        using var cancel = new CancellationTokenSource();
        var states = new ConcurrentQueue<TopicState>();
        var following = FollowAsync(subscriber, states, cancel.Token);

        for (var pause = 0; pause < 2; pause++)
        {
            await Eventually.TrueAsync(() => subscriber.State == TopicState.Live, "it publishes");
            kill(publisher.Pid, SIGSTOP).ShouldBe(0);
            await Eventually.TrueAsync(() => subscriber.State == TopicState.Silent, "it is silent");
            Should.Throw<TopicException>(() => Publisher.Create<Small>(topic))
                .Error.ShouldBe(TopicError.AlreadyPublished);
            Should.Throw<TopicException>(() => Topics.Remove(topic)).Error.ShouldBe(TopicError.Alive);
            Topics.Describe(topic).State.ShouldBe(TopicState.Silent);
            kill(publisher.Pid, SIGCONT).ShouldBe(0);
        }
        await Eventually.TrueAsync(() => subscriber.State == TopicState.Live, "it goes on");
        publisher.Send("close");
        publisher.Expect("closed");
        await Eventually.TrueAsync(() => states.Contains(TopicState.Stopped), "it is closed");

        await cancel.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => following);
        states.ShouldContain(TopicState.Silent);
        states.ShouldNotContain(TopicState.Died);
        subscriber.Restarts.ShouldBe(0);
    }

    private static async Task FollowAsync(
        Subscriber<Small> subscriber, ConcurrentQueue<TopicState> states, CancellationToken cancel)
    {
        await foreach (var update in subscriber.ReadUpdatesAsync(cancel)) states.Enqueue(update.State);
    }

    [LibraryImport("libc")]
    private static partial int kill(int pid, int signal);
}
