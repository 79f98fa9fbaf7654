using System.CommandLine;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Services;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass publish</c>: measures this machine, in the foreground.</summary>
internal static class PublishCommand
{
    /// <summary>Given by <c>top</c> to the publisher that it starts: ends when nobody looks any more.</summary>
    internal const string WhileWatched = "--while-watched";

    /// <summary>How long nobody must have looked, and how long the first viewer has to come.</summary>
    private const int UnwatchedMs = 3_000, FirstViewerMs = 15_000;

    /// <summary>Often, so that a first viewer who soon leaves again was seen.</summary>
    private const int LookMs = 250;

    internal static Command Create()
    {
        var flags = new PublishFlags();
        var listSensors = new Option<bool>("--list-sensors")
        {
            Description = "Say what can be measured here, and end.",
        };
        var printConfig = new Option<bool>("--print-config")
        {
            Description = "Write what is in force as a configuration file, with where each value comes from, and end.",
        };
        var whileWatched = new Option<bool>(WhileWatched)
        {
            Description = "End by itself when the last viewer has gone.",
        };
        var command = new Command("publish", "Measures this machine and publishes what it finds.");
        foreach (var option in flags.All) command.Add(option);
        foreach (var option in new[] { listSensors, printConfig, whileWatched }) command.Add(option);
        command.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(listSensors)) return Task.FromResult(SensorList.Write(Console.Out));
            var file = ConfigurationFile.Load(parsed.GetValue(flags.Config));
            var settings = new PublishSettings(parsed, flags, file);
            return Task.FromResult(parsed.GetValue(printConfig) ? Print(settings, file)
                : Run(settings, parsed.GetValue(whileWatched), cancel));
        });
        return command;
    }

    private static int Print(PublishSettings settings, ConfigurationFile file)
    {
        using var output = Output.Open();
        new PublishConfiguration(output).Write(settings, file);
        return ExitCode.Ok;
    }

    private static int Run(PublishSettings settings, bool whileWatched, CancellationToken cancel)
    {
        Interrupt.TerminationIsNormal = true;
        Interrupt.IgnoresTerminal = whileWatched;
        var log = LineLogger.ToStandardError(settings.ToLogLevel());
        if (settings.File is { } file) log.Configuration(file);
        else log.NoConfiguration();
        using var machine = MachinePublisher.Start(settings.Sensors.Value, settings.ToOptions(), log);
        if (!whileWatched) Console.WriteLine(Greeting(machine.Sources));
        using var systemd = SystemdNotice.FromEnvironment(log);
        systemd?.Ready($"{machine.Sources.Count} topics");
        try
        {
            return Watch(machine, systemd, whileWatched, cancel);
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
    private static int Watch(
        MachinePublisher machine, SystemdNotice? systemd, bool whileWatched, CancellationToken cancel)
    {
        var unwatchedMs = machine.WasWatched ? 0 : UnwatchedMs - FirstViewerMs; // the first viewer has longer to come
        while (true)
        {
            machine.WaitForFault(whileWatched ? LookMs : systemd?.AliveMs ?? Timeout.Infinite, cancel);
            systemd?.Alive();
            if (!whileWatched) continue;
            unwatchedMs = machine.HasSubscribers ? 0 : unwatchedMs + LookMs;
            if (unwatchedMs >= UnwatchedMs) return ExitCode.Ok;
        }
    }

    private static string Greeting(IReadOnlyList<TopicSource> sources)
    {
        var topics = sources.Select(s => $"{s.Publisher.Name} every {Durations.Format(s.Options.Interval)}");
        return $"Publishing {string.Join(", ", topics)} to "
            + $"{(sources[0].Options.Access == Access.Everyone ? "everyone" : "this user")}. Ctrl-C ends it.";
    }
}
