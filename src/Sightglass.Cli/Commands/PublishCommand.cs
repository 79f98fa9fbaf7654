using System.CommandLine;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass publish</c>: measures this machine, in the foreground.</summary>
internal static class PublishCommand
{
    /// <summary>Given by <c>top</c> to the publisher that it starts: ends when nobody looks any more.</summary>
    internal const string WhileWatched = "--while-watched";

    private static readonly TimeSpan _leastInterval = TimeSpan.FromMilliseconds(10), _mostInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan _defaultInterval = TimeSpan.FromSeconds(1), _defaultHistory = TimeSpan.FromMinutes(10);

    private const int DefaultProcessCount = 10;

    /// <summary>How long nobody must have looked, and how long the first viewer has to come.</summary>
    private const int UnwatchedMs = 3_000, FirstViewerMs = 15_000;

    /// <summary>Often, so that a first viewer who soon leaves again was seen.</summary>
    private const int LookMs = 250;

    internal static Command Create()
    {
        var interval = Durations.Option("--interval", "How often to measure: 10ms to 1h; slow sensors not oftener than their least. Default 1s.", _leastInterval, _mostInterval);
        var cpuInterval = Durations.Option("--cpu-interval", "The same for CPU alone.", _leastInterval, _mostInterval);
        var memoryInterval = Durations.Option("--memory-interval", "The same for memory alone.", _leastInterval, _mostInterval);
        var history = Durations.Option("--history", "How much of the past stays readable: 1s to 24h. Default 10m.",
            TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        var access = new Option<string>("--access") { Description = "Who may read: owner or everyone. Default owner." };
        access.AcceptOnlyFromAmong("owner", "everyone");
        var calls = new Option<string>("--calls")
        {
            Description = "Who may control it while it runs (set, pause, ping): owner, everyone or off. Default owner.",
        };
        calls.AcceptOnlyFromAmong("owner", "everyone", "off");
        var idleInterval = Durations.Option("--idle-interval",
            "How often to measure while nobody watches; with the first viewer it measures as often as else. Default: as often as else.",
            _leastInterval, _mostInterval);
        var sensors = new Option<string>("--sensors")
        {
            Description = "What to measure, separated by commas. Default: what this machine has, but not processes. "
                + "--list-sensors tells.",
            HelpName = "names",
        };
        var processes = new Option<int>("--processes")
        {
            Description = "How many processes each list of the processes has: 1 to 100. Default 10.",
            HelpName = "count",
            DefaultValueFactory = _ => DefaultProcessCount,
        };
        processes.Validators.Add(result =>
        {
            if (!int.TryParse(result.Tokens.Count > 0 ? result.Tokens[0].Value : "10", out var count) || count is < 1 or > 100)
                result.AddError($"--processes is 1 to 100, not {result.Tokens[0].Value}.");
        });
        var listSensors = new Option<bool>("--list-sensors") { Description = "Say what can be measured here, and end." };
        var whileWatched = new Option<bool>(WhileWatched) { Description = "End by itself when the last viewer has gone." };
        var command = new Command("publish", "Measures this machine and publishes what it finds.")
        {
            sensors, listSensors, interval, cpuInterval, memoryInterval, idleInterval, history, access, calls, processes,
            whileWatched,
        };
        command.SetAction((parsed, cancel) =>
        {
            if (parsed.GetValue(listSensors)) return Task.FromResult(SensorList.Write(Console.Out));
            var all = parsed.GetValue(interval) ?? _defaultInterval;
            var past = parsed.GetValue(history) ?? _defaultHistory;
            if (parsed.GetValue(calls) == "everyone" && parsed.GetValue(access) != "everyone")
                throw new UsageException("--calls everyone needs --access everyone: who may not read cannot call.");
            var options = new MachineOptions(parsed.GetValue(processes), kind => Options(kind.IntervalOf(kind.Name switch
            {
                "cpu" => parsed.GetValue(cpuInterval) ?? all,
                "memory" => parsed.GetValue(memoryInterval) ?? all,
                _ => all,
            }), past, parsed.GetValue(access), parsed.GetValue(calls)),
                parsed.GetValue(idleInterval), TakesCalls: parsed.GetValue(calls) != "off");
            return Task.FromResult(Run(parsed.GetValue(sensors)?.Split(',', StringSplitOptions.TrimEntries), options,
                parsed.GetValue(whileWatched), cancel));
        });
        return command;
    }

    private static PublisherOptions Options(TimeSpan interval, TimeSpan history, string? access, string? calls) => new()
    {
        Interval = interval,
        History = (int)Math.Max(Math.Ceiling(history / interval), 1),
        Access = access == "everyone" ? Access.Everyone : Access.Owner,
        CallAccess = calls == "everyone" ? Access.Everyone : Access.Owner,
    };

    private static int Run(string[]? sensors, MachineOptions options, bool whileWatched, CancellationToken cancel)
    {
        Interrupt.TerminationIsNormal = true;
        Interrupt.IgnoresTerminal = whileWatched;
        using var machine = MachinePublisher.Start(sensors, options, new FaultLog(Console.Error));
        if (!whileWatched) Console.WriteLine(Greeting(machine.Sources));

        var unwatchedMs = machine.WasWatched ? 0 : UnwatchedMs - FirstViewerMs; // the first viewer has longer to come
        while (true)
        {
            // This thread sleeps, and no timer: one wakes three threads of the pool, which cost more than to measure.
            machine.WaitForFault(whileWatched ? LookMs : Timeout.Infinite, cancel);
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
