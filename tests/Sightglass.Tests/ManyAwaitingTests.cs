using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Tests;

[Collection(nameof(Alone))]
public sealed class ManyAwaitingTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(200)] // more than one thread can sleep for
    public async Task Idle_subscribers_cost_few_threads_and_no_time_and_are_all_woken(int count)
    {
        var test = TestContext.Current.CancellationToken;
        using var publisher = Publisher.Create<Engine>(Unique.Topic());
        var subscribers = Enumerable.Range(0, count).Select(_ => Subscriber.Open<Engine>(publisher.Name)).ToArray();
        var threadsBefore = ThreadCount();
        try
        {
            for (var round = 0; round < 3; round++)
            {
                var waiting = subscribers.Select(s => AwaitingTests.First(s, test)).ToArray();
                waiting.Count(task => task.IsCompleted).ShouldBe(0);
                if (round == 1)
                    (await LeastBusyShare(attempts: 5, test)).ShouldBeLessThan(0.05, "share of one processor");
                publisher.Publish(Engine.At(round));
                foreach (var sample in await Task.WhenAll(waiting).WaitAsync(TimeSpan.FromSeconds(60), test))
                    sample.Value.Turns.ShouldBe(round);
            }
            // The lanes; the rest is room for the thread pool, which the wakes go through.
            (ThreadCount() - threadsBefore).ShouldBeLessThan(30);
        }
        finally
        {
            foreach (var subscriber in subscribers) subscriber.Dispose();
        }
        await Eventually.TrueAsync(() => !publisher.HasSubscribers, "the threads that slept for them let go");
    }

    private static async Task<double> LeastBusyShare(int attempts, CancellationToken cancel)
    {
        var least = double.MaxValue;
        for (var i = 0; i < attempts && least > 0.05; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var since = Stopwatch.GetTimestamp();
            await Task.Delay(2000, cancel); // to be idle is what is measured
            least = Math.Min(least, (Environment.CpuUsage.TotalTime - before) / Stopwatch.GetElapsedTime(since));
        }
        return least;
    }

    private static int ThreadCount()
    {
        using var process = Process.GetCurrentProcess();
        return process.Threads.Count;
    }
}
