using Sightglass.Cli.Configuring;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Commands;

/// <summary>
/// <c>publish --print-config</c>: what is in force as a file that can be used as it is. Defaults are comments in it, so
/// that a copy goes on following them.
/// </summary>
internal sealed class PublishConfiguration(TextWriter writer)
{
    internal void Write(PublishSettings settings, ConfigurationFile file)
    {
        writer.WriteLine("# In force for `sightglass publish`: options before the file, the file before defaults.");
        writer.WriteLine(file.Path is { } path ? $"# The file is {path}."
            : $"# There is no file at {string.Join(" or ", ConfigurationPlaces.Usual())}.");
        Section(PublishSettings.Section);
        var sensors = SensorKind.All.Where(kind => kind.IsUsedByDefault).Select(kind => kind.Name);
        Key("What to measure; by default what this machine has of these.", "sensors",
            Toml.List(settings.Sensors.Value ?? sensors), settings.Sensors.Source);
        Key("How often to measure: 10ms to 1h; slow sensors not oftener than their least.", "interval",
            Time(settings.Interval.Value), settings.Interval.Source);
        Key("How often while nobody watches; by default as often as else.", "idle-interval",
            Time(settings.IdleInterval.Value ?? settings.Interval.Value), settings.IdleInterval.Source);
        Key("How much of the past stays readable: 1s to 24h.", "history",
            Time(settings.History.Value), settings.History.Source);
        Key("Who may read: owner or everyone.", "access", Toml.Text(settings.Access.Value), settings.Access.Source);
        Key("Who may control it while it runs: owner, everyone or off.", "calls",
            Toml.Text(settings.Calls.Value), settings.Calls.Source);
        Key("How many processes each list of the processes has: 1 to 100.", "processes",
            Toml.Whole(settings.Processes.Value), settings.Processes.Source);
        Key("What to say on stderr: error, warning (sensors that fail and work again) or info.", "log-level",
            Toml.Text(settings.LogLevel.Value), settings.LogLevel.Source);

        Section(PublishSettings.IntervalsSection);
        writer.WriteLine();
        writer.WriteLine("# How often to measure with one sensor, or for one topic of a sensor that has several.");
        foreach (var kind in SensorKind.All)
        {
            var names = kind.Topics.Length == 1 ? [kind.Name]
                : kind.Topics.Where(settings.HasInterval).Prepend(kind.Name);
            foreach (var name in names)
            {
                var interval = settings.IntervalOf(kind, name);
                Line(name, Time(interval.Value), settings.HasInterval(name) ? interval.Source : null);
            }
        }
    }

    private void Section(string name)
    {
        writer.WriteLine();
        writer.WriteLine($"[{name}]");
    }

    private void Key(string comment, string key, string literal, string? source)
    {
        writer.WriteLine();
        writer.WriteLine("# " + comment);
        Line(key, literal, source);
    }

    private void Line(string key, string literal, string? source)
    {
        var line = $"{Toml.Key(key)} = {literal}";
        writer.WriteLine(source is null ? $"# {line}" : $"{line}  # {Comment(source)}");
    }

    /// <summary>A path may have letters that a comment may not.</summary>
    private static string Comment(string source) => ConfigurationFile.OneLine(source, int.MaxValue);

    private static string Time(TimeSpan time) => Toml.Text(Durations.Format(time));
}
