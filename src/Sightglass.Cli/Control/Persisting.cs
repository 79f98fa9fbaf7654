using System.CommandLine;
using Sightglass.Cli.Commands;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Control;

/// <summary>
/// <c>--persist</c>: what a running publisher has taken is written into the configuration file too, so that the next
/// one starts with it. The file is the one that a <c>publish</c> of this user would read. The running publisher says
/// which it has read, but is not believed: another user's would choose what this user's process writes to.
/// </summary>
internal sealed class Persisting
{
    internal Option<bool> Persist { get; } = new("--persist")
    {
        Description = "Write it into the configuration file too, so that the next `publish` starts with it.",
    };

    internal Option<string?> Config { get; } = ConfigurationPlaces.Option();

    internal void AddTo(Command command)
    {
        command.Add(Persist);
        command.Add(Config);
    }

    /// <summary>Finds a fault in the file before the running publisher is changed.</summary>
    internal bool IsAsked(ParseResult parsed)
    {
        if (!parsed.GetValue(Persist)) return false;
        var path = ConfigurationPlaces.ForWriting(parsed.GetValue(Config));
        if (File.Exists(path)) ConfigurationFile.Load(path);
        return true;
    }

    /// <summary>What a topic's interval is called in the file.</summary>
    /// <param name="topic">Perhaps with an owner.</param>
    /// <exception cref="UsageException">It is no topic of the machine.</exception>
    internal static string IntervalKey(string topic)
    {
        var name = topic[(topic.IndexOf(':') + 1)..];
        var kind = SensorKind.All.FirstOrDefault(kind => kind.Topics.Contains(name))
            ?? throw new UsageException($"'{name}' is no topic of `sightglass publish`: it has no settings there.");
        return kind.Topics.Length == 1 ? kind.Name : name;
    }

    internal void WriteInterval(ParseResult parsed, string key, ControlState state, TextWriter output) =>
        Write(parsed, PublishSettings.IntervalsSection, key, Toml.Text(state.Interval), state, output);

    internal void WriteSensors(ParseResult parsed, ControlState state, TextWriter output)
    {
        var known = SensorKind.All.Select(kind => kind.Name).Where(state.Sensors.Contains);
        Write(parsed, PublishSettings.Section, "sensors", Toml.List(known), state, output);
    }

    private void Write(
        ParseResult parsed, string section, string key, string literal, ControlState state, TextWriter output)
    {
        var path = ConfigurationFile.Persist(parsed.GetValue(Config), section, key, literal);
        output.WriteLine($"written to {path}: [{section}] {Toml.Key(key)} = {literal}");
        if (state.Configuration is { } other && other != Path.GetFullPath(path))
            Console.Error.WriteLine($"sightglass: the publisher that runs has read another file, "
                + $"{ConfigurationFile.OneLine(other, int.MaxValue)}; name that one with --config if it is meant.");
    }
}
