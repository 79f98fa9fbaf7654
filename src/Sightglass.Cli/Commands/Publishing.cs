using Microsoft.Extensions.Logging;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Services;

namespace Sightglass.Cli.Commands;

/// <summary>The machine's topics from their first sample to the end of the process, or of the service.</summary>
internal sealed class Publishing(PublishSettings settings, ILogger log)
{
    /// <summary>How long nobody must have looked, and how long the first viewer has to come.</summary>
    private const int UnwatchedMs = 3_000, FirstViewerMs = 15_000;

    /// <summary>Often, so that a first viewer who soon leaves again was seen.</summary>
    private const int LookMs = 250;

    /// <summary>Whether it ends by itself when the last viewer has gone.</summary>
    internal bool IsWhileWatched { get; init; }

    /// <summary>Called when all topics are there.</summary>
    internal Action<IReadOnlyList<TopicSource>> Started { get; init; } = _ => { };

    /// <returns>The exit code.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled; the topics are gone.</exception>
    internal int Run(CancellationToken cancel)
    {
        if (settings.File is { } file) log.Configuration(file);
        else log.NoConfiguration();
        using var machine = MachinePublisher.Start(settings.Sensors.Value, settings.ToOptions(), log);
        Started(machine.Sources);
        using var systemd = SystemdNotice.FromEnvironment(log);
        systemd?.Ready($"{machine.Sources.Count} topics");
        try
        {
            return Watch(machine, systemd, cancel);
        }
        finally
        {
            log.Ends();
        }
    }

    /// <summary>
    /// What the thread does that has started the others. It sleeps, and has no timer: one wakes three threads of the
    /// pool, which cost more than to measure.
    /// </summary>
    private int Watch(MachinePublisher machine, SystemdNotice? systemd, CancellationToken cancel)
    {
        var unwatchedMs = machine.WasWatched ? 0 : UnwatchedMs - FirstViewerMs; // the first viewer has longer to come
        while (true)
        {
            machine.WaitForFault(IsWhileWatched ? LookMs : systemd?.AliveMs ?? Timeout.Infinite, cancel);
            systemd?.Alive();
            if (!IsWhileWatched) continue;
            unwatchedMs = machine.HasSubscribers ? 0 : unwatchedMs + LookMs;
            if (unwatchedMs >= UnwatchedMs) return ExitCode.Ok;
        }
    }
}
