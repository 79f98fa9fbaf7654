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

    /// <summary>How long nobody must have looked, and how long the first viewer has to come.</summary>
    private const int UnwatchedMs = 3_000, FirstViewerMs = 15_000;

    /// <summary>Often, so that a first viewer who soon leaves again was seen.</summary>
    private const int LookMs = 250;

    internal static Command Create()
    {
        var interval = Durations.Option("--interval", "How often to measure: 10ms to 1h. Default 1s.", _leastInterval, _mostInterval);
        var cpuInterval = Durations.Option("--cpu-interval", "The same for CPU alone.", _leastInterval, _mostInterval);
        var memoryInterval = Durations.Option("--memory-interval", "The same for memory alone.", _leastInterval, _mostInterval);
        var history = Durations.Option("--history", "How much of the past stays readable: 1s to 24h. Default 10m.",
            TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        var access = new Option<string>("--access") { Description = "Who may read: owner or everyone. Default owner." };
        access.AcceptOnlyFromAmong("owner", "everyone");
        var whileWatched = new Option<bool>(WhileWatched) { Description = "End by itself when the last viewer has gone." };
        var command = new Command("publish", "Measures this machine's CPU and memory and publishes them.")
        {
            interval, cpuInterval, memoryInterval, history, access, whileWatched,
        };
        command.SetAction((parsed, cancel) =>
        {
            var all = parsed.GetValue(interval) ?? _defaultInterval;
            var options = (TimeSpan every) => Options(every, parsed.GetValue(history) ?? _defaultHistory, parsed.GetValue(access));
            return RunAsync(options(parsed.GetValue(cpuInterval) ?? all), options(parsed.GetValue(memoryInterval) ?? all),
                parsed.GetValue(whileWatched), cancel);
        });
        return command;
    }

    private static PublisherOptions Options(TimeSpan interval, TimeSpan history, string? access) => new()
    {
        Interval = interval,
        History = (int)Math.Max(Math.Ceiling(history / interval), 1),
        Access = access == "everyone" ? Access.Everyone : Access.Owner,
    };

    private static async Task<int> RunAsync(PublisherOptions cpuOptions, PublisherOptions memoryOptions, bool whileWatched, CancellationToken cancel)
    {
        Interrupt.TerminationIsNormal = true;
        Interrupt.IgnoresTerminal = whileWatched;
        var log = new FaultLog(Console.Error);
        using var cpu = new CpuSource(cpuOptions, log);
        using var memory = new MemorySource(memoryOptions, log);
        cpu.Sampler.Start();
        memory.Sampler.Start();
        if (!whileWatched)
            Console.WriteLine($"Publishing {MachineTopics.Cpu} every {Durations.Format(cpuOptions.Interval)} and {MachineTopics.Memory} every " +
                $"{Durations.Format(memoryOptions.Interval)} to {(cpuOptions.Access == Access.Everyone ? "everyone" : "this user")}. Ctrl-C ends it.");

        var unwatchedMs = UnwatchedMs - FirstViewerMs; // the first viewer has longer to come
        while (true)
        {
            await Task.Delay(LookMs, cancel).ConfigureAwait(false);
            if ((cpu.Sampler.Fault ?? memory.Sampler.Fault) is { } fault) throw fault;
            if (!whileWatched) continue;
            var isWatched = cpu.Publisher.HasSubscribers || memory.Publisher.HasSubscribers;
            unwatchedMs = isWatched ? 0 : unwatchedMs + LookMs;
            if (unwatchedMs >= UnwatchedMs) return ExitCode.Ok;
        }
    }
}
