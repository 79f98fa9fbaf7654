using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Commands;

/// <summary>The options of <c>publish</c> that a configuration file can set too, with what each may be.</summary>
internal sealed class PublishFlags
{
    internal static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(10);
    internal static readonly TimeSpan LeastHistory = TimeSpan.FromSeconds(1), MostHistory = TimeSpan.FromHours(24);
    internal const int LeastProcesses = 1, MostProcesses = 100;
    internal static readonly string[] Readers = ["owner", "everyone"], Callers = ["owner", "everyone", "off"];
    internal static readonly string[] LogLevels = ["error", "warning", "info"];

    internal Option<string?> Config { get; } = ConfigurationPlaces.Option();

    internal Option<string?> Sensors { get; } = new("--sensors")
    {
        Description = "What to measure, separated by commas. Default: what this machine has, but not processes. "
            + "--list-sensors tells.",
        HelpName = "names",
        CompletionSources = { Completions.SensorList },
    };

    internal Option<TimeSpan?> Interval { get; } = Time("--interval",
        "How often to measure: 10ms to 1h; slow sensors not oftener than their least. Default 1s.");

    internal Option<TimeSpan?> CpuInterval { get; } = Time("--cpu-interval", "The same for CPU alone.");

    internal Option<TimeSpan?> MemoryInterval { get; } = Time("--memory-interval", "The same for memory alone.");

    internal Option<TimeSpan?> IdleInterval { get; } = Time("--idle-interval",
        "How often to measure while nobody watches; with the first viewer it measures as often as else. "
        + "Default: as often as else.");

    internal Option<TimeSpan?> History { get; } = Durations.Option("--history",
        "How much of the past stays readable: 1s to 24h. Default 10m.", LeastHistory, MostHistory);

    internal Option<string?> Access { get; } = Choice("--access",
        "Who may read: owner or everyone. Default owner.", Readers);

    internal Option<string?> Calls { get; } = Choice("--calls",
        "Who may control it while it runs (set, pause, ping): owner, everyone or off. Default owner.", Callers);

    internal Option<int?> Processes { get; } = new("--processes")
    {
        Description = "How many processes each list of the processes has: 1 to 100. Default 10.",
        HelpName = "count",
    };

    internal Option<string?> LogLevel { get; } = Choice("--log-level",
        "What to say on stderr: error, warning (sensors that fail and work again) or info. Default warning.",
        LogLevels);

    internal Option<bool> Verbose { get; } = new("--verbose") { Description = "The same as --log-level info." };

    internal PublishFlags() => Processes.Validators.Add(result =>
    {
        if (!int.TryParse(result.Tokens[0].Value, out var count) || count is < LeastProcesses or > MostProcesses)
            result.AddError($"--processes is 1 to 100, not {result.Tokens[0].Value}.");
    });

    internal IEnumerable<Option> All =>
        [
            Config, Sensors, Interval, CpuInterval, MemoryInterval, IdleInterval, History, Access, Calls, Processes,
            LogLevel, Verbose,
        ];

    private static Option<TimeSpan?> Time(string name, string description) =>
        Durations.Option(name, description, LeastInterval, TopicSource.MostInterval);

    private static Option<string?> Choice(string name, string description, string[] allowed)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong(allowed);
        return option;
    }
}
