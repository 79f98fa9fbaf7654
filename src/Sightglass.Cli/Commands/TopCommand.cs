using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen;
using Sightglass.Cli.Screen.Terminal;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass top</c>: the live screen. It measures nothing; it subscribes, like anyone.</summary>
internal static class TopCommand
{
    internal static Command Create()
    {
        var interval = Durations.Option("--interval",
            "How often to measure, if no publisher runs yet: 10ms to 1h. Default 1s.",
            TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        var from = new Option<string>("--from")
        {
            Description =
                "Show the values of this topic (`sightglass pdu watch --publish-as`) instead of the machine's own.",
            HelpName = "topic",
            CompletionSources = { Completions.Topics },
        };
        var color = new Option<string>("--color")
        {
            Description = "auto, always or never. Default auto; NO_COLOR is heeded.",
        };
        color.AcceptOnlyFromAmong("auto", "always", "never");
        var noUnicode = new Option<bool>("--no-unicode") { Description = "Draw with ASCII only." };
        var config = ConfigurationPlaces.Option();
        var command = new Command("top", "Shows this machine and all topics, live; starts a publisher if none runs.")
        {
            interval, from, color, noUnicode, config,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var settings = TopSettings.Load(parsed.GetValue(config));
            var topic = parsed.GetValue(from);
            if (topic is null)
                await SharedPublisher.EnsureAsync(parsed.GetValue(interval), cancel).ConfigureAwait(false);
            if (!IsScreen) return await WriteLinesAsync(topic, cancel).ConfigureAwait(false);
            var capabilities = TerminalCapabilities.Detect(parsed.GetValue(color), parsed.GetValue(noUnicode));
            return await ShowAsync(capabilities, topic, settings, parsed.GetValue(config), cancel)
                .ConfigureAwait(false);
        });
        return command;
    }

    private static bool IsScreen =>
        Output.IsTerminal && (!OperatingSystem.IsWindows() || WindowsConsole.TakesSequences());

    private static Task<int> WriteLinesAsync(string? topic, CancellationToken cancel) => new Watch
    {
        Names = topic is null ? [MachineTopics.Cpu, MachineTopics.Memory] : [topic],
        Output = "text",
        Count = long.MaxValue,
        FromStart = false,
        UntilStopped = false,
        Wait = Durations.DefaultWait,
    }.RunAsync(cancel);

    private static async Task<int> ShowAsync(TerminalCapabilities capabilities, string? topic, TopSettings settings,
        string? config, CancellationToken cancel)
    {
        // A topic that is not there is said before the screen opens, and can be read afterwards.
        if (topic is not null)
            (await Subscriber.OpenAsync(topic, Durations.DefaultWait, null, cancel).ConfigureAwait(false)).Dispose();
        using var monitor = new TopMonitor(capabilities, topic, settings);
        var hasQuit = await monitor.RunAsync(capabilities, cancel).ConfigureAwait(false);
        if (!hasQuit) cancel.ThrowIfCancellationRequested();
        try
        {
            settings.Keep(monitor.Screen, config);
        }
        catch (IOException e)
        {
            // Where the only file is the machine's, whoever moves a panel is not its owner: the screen itself ended well.
            Console.Error.WriteLine($"sightglass: {e.Message}");
        }
        return ExitCode.Ok;
    }
}
