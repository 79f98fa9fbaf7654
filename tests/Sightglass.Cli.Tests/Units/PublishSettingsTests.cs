using System.CommandLine;
using CsCheck;
using Shouldly;
using Sightglass.Cli.Commands;
using Sightglass.Cli.Configuring;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What <c>publish</c> has in force: options before the file, the file before defaults.</summary>
public sealed class PublishSettingsTests
{
    private static PublishSettings Of(string commandLine, string file)
    {
        var flags = new PublishFlags();
        var command = new Command("publish");
        foreach (var option in flags.All) command.Add(option);
        var parsed = command.Parse(commandLine);
        parsed.Errors.ShouldBeEmpty();
        return new PublishSettings(parsed, flags, ConfigurationFile.Parse("c.toml", file));
    }

    [Theory]
    [InlineData("", "", "1s", null)]
    [InlineData("", "interval = \"2s\"", "2s", "c.toml:2:12")]
    [InlineData("--interval 3s", "", "3s", "--interval")]
    [InlineData("--interval 3s", "interval = \"2s\"", "3s", "--interval")]
    public void The_interval_is_the_options_else_the_files_else_the_default(
        string options, string line, string interval, string? source)
    {
        var settings = Of(options, $"[publish]\n{line}");
        (Durations.Format(settings.Interval.Value), settings.Interval.Source).ShouldBe((interval, source));
    }

    [Theory]
    [InlineData("", "", "cpu 1s, container.cpu 1s, frequency 5s")]
    [InlineData("--interval 100ms", "", "cpu 100ms, container.cpu 100ms, frequency 5s")]
    [InlineData("", "cpu = \"20ms\"", "cpu 20ms, container.cpu 1s, frequency 5s")]
    [InlineData("", "system.cpu = \"20ms\"", "cpu 20ms, container.cpu 1s, frequency 5s")]
    [InlineData("--cpu-interval 30ms", "cpu = \"20ms\"", "cpu 30ms, container.cpu 1s, frequency 5s")]
    [InlineData("--interval 2s", "cpu = \"20ms\"", "cpu 2s, container.cpu 2s, frequency 5s")]
    [InlineData("", "container = \"200ms\"", "cpu 1s, container.cpu 200ms, frequency 5s")]
    [InlineData("", "container = \"200ms\"\n\"container.cpu\" = \"300ms\"",
        "cpu 1s, container.cpu 300ms, frequency 5s")]
    [InlineData("", "container.cpu = \"300ms\"\nfrequency = \"1m\"", "cpu 1s, container.cpu 300ms, frequency 1m")]
    public void Each_topic_has_the_interval_that_was_given_most_closely(string options, string lines, string intervals)
    {
        var settings = Of(options, $"[publish.intervals]\n{lines}");
        string Interval(string sensor, string topic) =>
            Durations.Format(settings.IntervalOf(SensorKind.Find(sensor), topic).Value);
        ($"cpu {Interval("cpu", "system.cpu")}, container.cpu {Interval("container", "container.cpu")}, "
            + $"frequency {Interval("frequency", "system.cpu.frequency")}").ShouldBe(intervals);
    }

    [Fact]
    public void All_that_the_file_says_is_in_force()
    {
        var options = Of("", "[publish]\nsensors = [\"cpu\"]\nidle-interval = \"9s\"\nhistory = \"1m\"\n"
            + "access = \"everyone\"\ncalls = \"everyone\"\nprocesses = 3\n"
            + "[publish.intervals]\ncpu = \"500ms\"").ToOptions();
        (options.ProcessCount, options.IdleInterval, options.TakesCalls).ShouldBe((3, TimeSpan.FromSeconds(9), true));
        var topic = options.Of(SensorKind.Find("cpu"), "system.cpu");
        (topic.History, topic.Access, topic.CallAccess).ShouldBe((120, Access.Everyone, Access.Everyone));
        Of("", "[publish]\ncalls = \"off\"").ToOptions().TakesCalls.ShouldBeFalse();
        Of("--sensors memory", "[publish]\nsensors = [\"cpu\"]").Sensors.Value.ShouldBe(["memory"]);
    }

    [Theory]
    [InlineData("[publish]\nsensors = [\"cpu\", \"engine\"]",
        "c.toml:2:19: 'sensors' takes one of \"cpu\", \"memory\"")]
    [InlineData("[publish]\nsensors = \"cpu\"", "c.toml:2:11: 'sensors' takes a list")]
    [InlineData("[publish]\nsensors = []", "c.toml:2:11: 'sensors' names at least one sensor.")]
    [InlineData("[publish]\naccess = \"friends\"",
        "c.toml:2:10: 'access' takes one of \"owner\", \"everyone\", not \"friends\".")]
    [InlineData("[publish]\ncalls = \"everyone\"", "c.toml:2:9: --calls everyone needs --access everyone")]
    [InlineData("[publish]\nintervals = 1", "c.toml:2:1: 'intervals' is a section")]
    [InlineData("[publish.intervals]\nengine = \"1s\"",
        "c.toml:2:10: There is no sensor or topic 'engine'; there are: cpu,")]
    [InlineData("[publish.intervals]\ndisk = \"10ms\"", "c.toml:2:8: 'disk' is 1s to 1h, not \"10ms\".")]
    public void A_fault_of_the_file_is_told_even_where_an_option_wins(string file, string message) =>
        Should.Throw<UsageException>(() => Of("--interval 1s --sensors cpu", file)).Message.ShouldStartWith(message);

    [Fact]
    public void What_is_printed_can_be_fed_back_and_means_the_same() => _files.Sample(file =>
    {
        var settings = Of("", file);
        var printed = Print(settings);
        var again = Of("", printed);
        Values(again).ShouldBe(Values(settings));
        Print(again).Split('\n').Select(WithoutSource).ShouldBe(printed.Split('\n').Select(WithoutSource));
    }, iter: 500);

    private static readonly Gen<string> _times =
        Gen.Int[1, 3600].Select(s => Toml.Text(Durations.Format(TimeSpan.FromSeconds(s))));

    private static readonly Gen<string> _files = Gen.Select(
        Maybe("interval", _times), Maybe("idle-interval", _times), Maybe("history", _times),
        Maybe("access", Gen.Bool.Select(b => b ? "\"everyone\"" : "\"owner\"")),
        Maybe("calls", Gen.Bool.Select(b => b ? "\"off\"" : "\"owner\"")),
        Maybe("processes", Gen.Int[1, 100].Select(n => Toml.Whole(n))),
        Maybe("sensors", Gen.Shuffle(SensorKind.All.Select(k => k.Name).ToArray())
            .Select(names => Toml.List(names.Take(3)))),
        Gen.Select(Maybe("cpu", _times), Maybe("memory", _times), Maybe("\"container.memory\"", _times),
            (a, b, c) => $"[publish.intervals]\n{a}{b}{c}"),
        (a, b, c, d, e, f, g, h) => $"[publish]\n{a}{b}{c}{d}{e}{f}{g}{h}");

    private static Gen<string> Maybe(string key, Gen<string> literal) =>
        Gen.Select(Gen.Bool, literal, (isThere, text) => isThere ? $"{key} = {text}\n" : "");

    private static string Print(PublishSettings settings)
    {
        using var text = new StringWriter { NewLine = "\n" };
        new PublishConfiguration(text).Write(settings, ConfigurationFile.Parse(null, ""));
        return text.ToString();
    }

    private static string WithoutSource(string line) => line.Split("  # ")[0];

    private static string Values(PublishSettings s) => string.Join(' ',
        [
            string.Join(',', s.Sensors.Value ?? []), s.Interval.Value, s.IdleInterval.Value, s.History.Value,
            s.Access.Value, s.Calls.Value, s.Processes.Value,
            .. SensorKind.All.SelectMany(kind => kind.Topics.Select(topic => s.IntervalOf(kind, topic).Value)),
        ]);
}
