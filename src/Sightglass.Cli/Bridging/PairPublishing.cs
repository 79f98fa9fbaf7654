using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>Carries pairs from a source to the original programs' section, until cancelled.</summary>
[SupportedOSPlatform("windows")]
internal static class PairPublishing
{
    internal const string Section = "ShareMemoryPDU";

    internal static void Run(PairSource source, CancellationToken cancel)
    {
        using var publisher = PduPublisher.Open(cancel);
        Console.WriteLine($"Publishing {Section} every {Durations.Format(PairSource.Interval)}, {source.Name}. Ctrl-C ends it.");
        var log = new FaultLog(LineLogger.ToStandardError(LogLevel.Warning));
        bool hasPublished = false, isRead = false;
        while (true)
        {
            var pair = source.Next(out var fault, cancel);
            // A second after the pair: whoever reads has taken it long ago.
            if (hasPublished && publisher.IsAcknowledged != isRead)
                Console.Error.WriteLine((isRead = !isRead) ? $"sightglass: a client reads {Section}."
                    : $"sightglass: no client reads {Section} any more; publishing goes on.");
            log.Note(Section, fault);
            hasPublished = pair is not null;
            if (pair is { } values) publisher.Publish(values);
            else publisher.Withdraw();
        }
    }
}
