using System.CommandLine;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Services;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass publish</c>: measures this machine, in the foreground or as a service.</summary>
internal static class PublishCommand
{
    /// <summary>Given by <c>top</c> to the publisher that it starts: ends when nobody looks any more.</summary>
    internal const string WhileWatched = "--while-watched";

    internal static Command Create()
    {
        var flags = new PublishFlags();
        var listSensors = Switch("--list-sensors", "Say what can be measured here, and end.");
        var printConfig = Switch("--print-config",
            "Write what is in force as a configuration file, with where each value comes from, and end.");
        var whileWatched = Switch(WhileWatched, "End by itself when the last viewer has gone.");
        var service = Switch("--service", "Windows: run as a service, started by the service control manager.");
        var command = new Command("publish", "Measures this machine and publishes what it finds.");
        foreach (var option in flags.All.Concat([listSensors, printConfig, whileWatched, service])) command.Add(option);
        command.SetAction((parsed, cancel) => Task.FromResult(
            parsed.GetValue(listSensors) ? SensorList.Write(Console.Out)
            : parsed.GetValue(printConfig) ? Print(parsed, flags)
            : parsed.GetValue(service) ? RunService(parsed, flags)
            : RunHere(parsed, flags, parsed.GetValue(whileWatched), cancel)));
        return command;
    }

    private static int Print(ParseResult parsed, PublishFlags flags)
    {
        var file = ConfigurationFile.Load(parsed.GetValue(flags.Config));
        var settings = new PublishSettings(parsed, flags, file);
        using var output = Output.Open();
        new PublishConfiguration(output).Write(settings, file);
        return ExitCode.Ok;
    }

    private static int RunHere(ParseResult parsed, PublishFlags flags, bool isWhileWatched, CancellationToken cancel)
    {
        Interrupt.TerminationIsNormal = true;
        Interrupt.IgnoresTerminal = isWhileWatched;
        var settings = Load(parsed, flags);
        return new Publishing(settings, LineLogger.ToStandardError(settings.ToLogLevel()))
        {
            IsWhileWatched = isWhileWatched,
            Started = sources =>
            {
                if (!isWhileWatched) Console.WriteLine(Greeting(sources));
            },
        }.Run(cancel);
    }

    private static int RunService(ParseResult parsed, PublishFlags flags)
    {
        if (!OperatingSystem.IsWindows())
            throw new UsageException("--service is for Windows; systemd needs no option, see docs/services.md.");
        // All that can fail belongs into the start of the service, where its manager hears of it.
        return WindowsService.Run((write, started, cancel) =>
        {
            var settings = Load(parsed, flags);
            var log = new LineLogger(settings.ToLogLevel(), write);
            new Publishing(settings, log) { Started = _ => started() }.Run(cancel);
        });
    }

    private static PublishSettings Load(ParseResult parsed, PublishFlags flags) =>
        new(parsed, flags, ConfigurationFile.Load(parsed.GetValue(flags.Config)));

    private static string Greeting(IReadOnlyList<TopicSource> sources)
    {
        var topics = sources.Select(s => $"{s.Publisher.Name} every {Durations.Format(s.Options.Interval)}");
        return $"Publishing {string.Join(", ", topics)} to "
            + $"{(sources[0].Options.Access == Access.Everyone ? "everyone" : "this user")}. Ctrl-C ends it.";
    }

    private static Option<bool> Switch(string name, string description) => new(name) { Description = description };
}
