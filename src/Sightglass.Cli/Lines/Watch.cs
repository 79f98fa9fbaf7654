using System.Threading.Channels;

namespace Sightglass.Cli.Lines;

/// <summary>Follows topics and writes a line per sample, in the order in which the samples arrive.</summary>
internal sealed class Watch
{
    /// <summary>A reader of our output that is slower than the topics holds us up here, and the rings count what is lost.</summary>
    private const int QueueCapacity = 64;

    internal required IReadOnlyList<string> Names { get; init; }

    internal required string Output { get; init; }

    internal required long Count { get; init; }

    internal required bool FromStart { get; init; }

    internal required bool UntilStopped { get; init; }

    internal required TimeSpan Wait { get; init; }

    private readonly record struct Line(Subscriber Topic, Update<Sample> Update);

    internal async Task<int> RunAsync(CancellationToken cancel)
    {
        if (Output == "csv" && Names.Count > 1)
            throw new UsageException("csv has one topic's columns; name one topic, or use --output ndjson for several.");
        var subscribers = await OpenAsync(cancel).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var queue = Channel.CreateBounded<Line>(QueueCapacity);
        var followers = subscribers.Select(s => FollowAsync(s, queue.Writer, end.Token)).ToArray();
        try
        {
            var writer = Cli.Output.Open(); // not disposed: after a closed pipe that would write again
            return await WriteAsync(queue.Reader, LineFormat.Create(Output, writer), writer, cancel).ConfigureAwait(false);
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(followers).ConfigureAwait(false);
            foreach (var subscriber in subscribers) subscriber.Dispose();
        }
    }

    private async Task<List<Subscriber>> OpenAsync(CancellationToken cancel)
    {
        var subscribers = new List<Subscriber>();
        var options = new SubscriberOptions { Start = FromStart ? StartAt.Oldest : StartAt.Newest };
        try
        {
            foreach (var name in Names)
                subscribers.Add(await Subscriber.OpenAsync(name, Wait, options, cancel).ConfigureAwait(false));
            return subscribers;
        }
        catch
        {
            foreach (var subscriber in subscribers) subscriber.Dispose();
            throw;
        }
    }

    private async Task<int> WriteAsync(ChannelReader<Line> queue, LineFormat format, StreamWriter writer, CancellationToken cancel)
    {
        var left = Count;
        try
        {
            await foreach (var line in queue.ReadAllAsync(cancel).ConfigureAwait(false))
            {
                if (line.Update.HasSample)
                {
                    format.WriteSample(line.Topic.Name, line.Update.Sample!);
                    if (--left == 0) return ExitCode.Ok;
                }
                else format.WriteState(line.Topic.Name, line.Update.State, line.Topic.Publisher);
                // Written out when nothing more is waiting: a history of a thousand lines is not a thousand writes.
                if (!queue.TryPeek(out _)) writer.Flush();
            }
            return ExitCode.PublisherGone;
        }
        finally
        {
            writer.Flush();
        }
    }

    private async Task FollowAsync(Subscriber subscriber, ChannelWriter<Line> queue, CancellationToken cancel)
    {
        var wasGone = subscriber.State is TopicState.Stopped or TopicState.Died;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        try
        {
            if (wasGone)
            {
                // A topic that was dead already when we came: its last samples, then --wait for a publisher.
                await queue.WriteAsync(new(subscriber, new(subscriber.State, false, null)), cancel)
                    .ConfigureAwait(false);
                for (var last = new Sample(); subscriber.TryReadNext(last); last = new Sample())
                    await queue.WriteAsync(new(subscriber, new(subscriber.State, true, last)), cancel)
                        .ConfigureAwait(false);
                patience.CancelAfter(Wait);
            }
            await foreach (var update in subscriber.ReadUpdatesAsync(patience.Token).ConfigureAwait(false))
            {
                await queue.WriteAsync(new(subscriber, update), cancel).ConfigureAwait(false);
                if (update.State is TopicState.Live or TopicState.Silent or TopicState.Paused) patience.CancelAfter(Timeout.InfiniteTimeSpan);
                else if (UntilStopped && !update.HasSample) break;
            }
            queue.TryComplete();
        }
        catch (OperationCanceledException)
        {
            if (!cancel.IsCancellationRequested) queue.TryComplete();
        }
        catch (TopicException e)
        {
            queue.TryComplete(e);
        }
        catch (ChannelClosedException)
        {
            // Another topic's end has ended the watch.
        }
    }
}
