using System.Diagnostics;
using System.Runtime.Versioning;
using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>Watches an original server: a line per fresh pair, and a word when it falls silent, ends or comes back.</summary>
[SupportedOSPlatform("windows")]
internal sealed class PairWatch
{
    private const int LookMs = 50;

    internal required PairFormat Format { get; init; }

    internal required long Count { get; init; }

    internal required TimeSpan Wait { get; init; }

    internal required bool UntilStopped { get; init; }

    /// <summary>The topic to put the values into, or null.</summary>
    internal required string? PublishAs { get; init; }

    internal int Run(CancellationToken cancel)
    {
        using var subscriber = Open(cancel);
        using var topic = PublishAs is null ? null : new PairTopic(PublishAs);
        var left = Count;
        string? refused = null;
        while (true)
        {
            var update = subscriber.Next(cancel);
            switch (update.News)
            {
                case PduNews.Pair:
                    refused = null;
                    topic?.Publish(update.Pair);
                    Format.WritePair(update.Pair);
                    if (--left == 0) return ExitCode.Ok;
                    break;
                case PduNews.Refused:
                    topic?.Publish(update.Pair);
                    if (refused == update.Pair.Fault) break; // said already, and nothing better came since
                    refused = update.Pair.Fault;
                    Console.Error.WriteLine($"sightglass: a pair of {PairPublishing.Section} is refused: {refused}.");
                    break;
                default:
                    topic?.Gap();
                    Format.WriteNews(update.News);
                    if (UntilStopped && update.News == PduNews.Ended) return ExitCode.PublisherGone;
                    break;
            }
        }
    }

    private PduSubscriber Open(CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (true)
        {
            try
            {
                return PduSubscriber.Open();
            }
            catch (PduException e) when (e.Error == PduError.NotFound && Stopwatch.GetElapsedTime(since) < Wait)
            {
                cancel.WaitHandle.WaitOne(LookMs);
                cancel.ThrowIfCancellationRequested();
            }
        }
    }
}
