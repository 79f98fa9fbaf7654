using System.CommandLine;
using Microsoft.Extensions.Logging;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Commands;

/// <summary>A value in force, and who said so.</summary>
/// <param name="Value">What is in force.</param>
/// <param name="Source">The option, or the place in the file; null for the default.</param>
internal readonly record struct Setting<T>(T Value, string? Source);

/// <summary>
/// How to publish: what the options say, else the file, else the defaults. What the file says is checked even where an
/// option wins, so that a fault in it is not found only on the day when it counts.
/// </summary>
internal sealed class PublishSettings
{
    internal const string Section = "publish", IntervalsSection = "publish.intervals";

    private const int DefaultProcesses = 10;
    private static readonly TimeSpan _defaultInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _defaultHistory = TimeSpan.FromMinutes(10);
    private static readonly string[] _keys =
        ["sensors", "interval", "idle-interval", "history", "access", "calls", "processes", "log-level"];

    private readonly Dictionary<string, Setting<TimeSpan>> _intervals = [];

    /// <param name="parsed">The command line.</param>
    /// <param name="flags">Its options.</param>
    /// <param name="file">The file in force, or an empty one.</param>
    /// <exception cref="UsageException">The file is wrong, or what the two say does not go together.</exception>
    internal PublishSettings(ParseResult parsed, PublishFlags flags, ConfigurationFile file)
    {
        File = file.Path is { } path ? Path.GetFullPath(path) : null;
        var section = file.Section(Section);
        section.Expect(_keys, "intervals");
        Sensors = Pick<string[]?>(parsed, flags.Sensors,
            () => parsed.GetValue(flags.Sensors)!.Split(',', StringSplitOptions.TrimEntries),
            section["sensors"], SensorsOf, null);
        foreach (var name in Sensors.Value ?? []) SensorKind.Find(name);
        Interval = Pick(parsed, flags.Interval, () => parsed.GetValue(flags.Interval)!.Value,
            section["interval"], v => Time(v, PublishFlags.LeastInterval), _defaultInterval);
        IdleInterval = Pick<TimeSpan?>(parsed, flags.IdleInterval, () => parsed.GetValue(flags.IdleInterval),
            section["idle-interval"], v => Time(v, PublishFlags.LeastInterval), null);
        History = Pick(parsed, flags.History, () => parsed.GetValue(flags.History)!.Value, section["history"],
            v => v.Duration(PublishFlags.LeastHistory, PublishFlags.MostHistory), _defaultHistory);
        Access = Pick(parsed, flags.Access, () => parsed.GetValue(flags.Access)!,
            section["access"], v => v.OneOf(PublishFlags.Readers), PublishFlags.Readers[0]);
        Calls = Pick(parsed, flags.Calls, () => parsed.GetValue(flags.Calls)!,
            section["calls"], v => v.OneOf(PublishFlags.Callers), PublishFlags.Callers[0]);
        Processes = Pick(parsed, flags.Processes, () => parsed.GetValue(flags.Processes)!.Value, section["processes"],
            v => v.Whole(PublishFlags.LeastProcesses, PublishFlags.MostProcesses), DefaultProcesses);
        LogLevel = Pick(parsed, flags.LogLevel, () => parsed.GetValue(flags.LogLevel)!,
            section["log-level"], v => v.OneOf(PublishFlags.LogLevels), "warning");
        if (parsed.GetValue(flags.Verbose)) LogLevel = new("info", flags.Verbose.Name);
        foreach (var value in file.Section(IntervalsSection).Values) AddInterval(value);
        // Whoever gives an interval on the command line means it for all: options win over the file.
        if (Interval.Source == flags.Interval.Name) _intervals.Clear();
        if (parsed.GetValue(flags.CpuInterval) is { } cpu) _intervals["cpu"] = new(cpu, flags.CpuInterval.Name);
        if (parsed.GetValue(flags.MemoryInterval) is { } memory)
            _intervals["memory"] = new(memory, flags.MemoryInterval.Name);
        if (Calls.Value == "everyone" && Access.Value != "everyone")
            throw new UsageException($"{(Calls.Source == flags.Calls.Name ? "" : Calls.Source + ": ")}--calls everyone "
                + "needs --access everyone: who may not read cannot call.");
    }

    /// <summary>The file that was read, its full path; null for none.</summary>
    internal string? File { get; }

    /// <summary>Null for what the machine has.</summary>
    internal Setting<string[]?> Sensors { get; }

    internal Setting<TimeSpan> Interval { get; }

    /// <summary>Null for the same as else.</summary>
    internal Setting<TimeSpan?> IdleInterval { get; }

    internal Setting<TimeSpan> History { get; }

    internal Setting<string> Access { get; }

    internal Setting<string> Calls { get; }

    internal Setting<int> Processes { get; }

    internal Setting<string> LogLevel { get; }

    /// <summary>A topic's interval: its own, its sensor's, or the general one, which a slow sensor stretches.</summary>
    internal Setting<TimeSpan> IntervalOf(SensorKind kind, string topic) =>
        _intervals.TryGetValue(topic, out var own) || _intervals.TryGetValue(kind.Name, out own) ? own
        : Interval with { Value = kind.IntervalOf(Interval.Value) };

    /// <summary>Whether the topic or the sensor has an interval of its own.</summary>
    internal bool HasInterval(string name) => _intervals.ContainsKey(name);

    internal MachineOptions ToOptions() => new(Processes.Value, (kind, topic) =>
    {
        var interval = IntervalOf(kind, topic).Value;
        return new PublisherOptions
        {
            Interval = interval,
            History = (int)Math.Max(Math.Ceiling(History.Value / interval), 1),
            Access = Access.Value == "everyone" ? Sightglass.Access.Everyone : Sightglass.Access.Owner,
            CallAccess = Calls.Value == "everyone" ? Sightglass.Access.Everyone : Sightglass.Access.Owner,
        };
    }, IdleInterval.Value, TakesCalls: Calls.Value != "off", File);

    internal LogLevel ToLogLevel() => LogLevel.Value switch
    {
        "error" => Microsoft.Extensions.Logging.LogLevel.Error,
        "info" => Microsoft.Extensions.Logging.LogLevel.Information,
        _ => Microsoft.Extensions.Logging.LogLevel.Warning,
    };

    private void AddInterval(ConfigurationValue value)
    {
        var name = value.Key;
        var kind = SensorKind.All.FirstOrDefault(k => k.Name == name || k.Topics.Contains(name))
            ?? throw value.Fault($"There is no sensor or topic '{ConfigurationFile.OneLine(name)}'; there are: "
                + $"{string.Join(", ", SensorKind.All.Select(k => k.Name))}, and topics as `sightglass list` tells.");
        // A topic that is the only one of its sensor has two names; the sensor's is the one that counts here.
        _intervals[kind.Topics.Length == 1 ? kind.Name : name] = new(Time(value, kind.LeastInterval), value.Place);
    }

    private static TimeSpan Time(ConfigurationValue value, TimeSpan least) =>
        value.Duration(least, TopicSource.MostInterval);

    private static string[] SensorsOf(ConfigurationValue value)
    {
        string[] all = [.. SensorKind.All.Select(kind => kind.Name)];
        string[] named = [.. value.Items().Select(item => item.OneOf(all))];
        return named.Length > 0 ? named : throw value.Fault("'sensors' names at least one sensor.");
    }

    private static Setting<T> Pick<T>(ParseResult parsed, Option option, Func<T> flag, ConfigurationValue? value,
        Func<ConfigurationValue, T> read, T fallback)
    {
        var setting = value is null ? new Setting<T>(fallback, null) : new(read(value), value.Place);
        return parsed.GetResult(option) is { Implicit: false } ? new(flag(), option.Name) : setting;
    }
}
