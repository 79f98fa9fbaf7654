using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Control;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Commands;

/// <summary>Commands that each make one call to the machine's publisher.</summary>
internal static class ControlCommands
{
    private const int PingCount = 100;

    internal static Command Pause() => Verb("pause", "Stops measuring, until `resume`; viewers see that it is paused.", ControlVerbs.Pause);

    internal static Command Resume() => Verb("resume", "Goes on measuring after `pause`.", ControlVerbs.Resume);

    internal static Command Ping()
    {
        var topic = Completions.Topic();
        var command = new Command("ping", "Says whether a publisher answers, and how soon.") { topic };
        command.SetAction(async (parsed, cancel) =>
        {
            using var subscriber = Subscriber.Open(parsed.GetValue(topic)!);
            var state = await ControlCall.VerbAsync(subscriber, ControlVerbs.Ping, cancel).ConfigureAwait(false);
            var times = new double[PingCount];
            for (var i = 0; i < times.Length; i++)
            {
                var start = Stopwatch.GetTimestamp();
                state = await ControlCall.VerbAsync(subscriber, ControlVerbs.Ping, cancel).ConfigureAwait(false);
                times[i] = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            }
            Array.Sort(times);
            var (median, most) = (times[times.Length / 2], times[^1]);
            using var output = Output.Open();
            output.WriteLine(ControlCall.Line(state));
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{PingCount} calls answered, half of them within {median:0} µs, all within {most:0} µs"));
            return ExitCode.Ok;
        });
        return command;
    }

    internal static Command Sensors()
    {
        var state = new Argument<string>("on|off") { Description = "on or off." };
        state.AcceptOnlyFromAmong("on", "off");
        var name = new Argument<string>("name")
        {
            Description = "The sensor; `sightglass publish --list-sensors` tells which there are.",
            HelpName = "name",
            CompletionSources = { Completions.Sensors },
        };
        var topic = new Option<string?>("--topic")
        {
            Description = "Which publisher: one of its topics. Default: this machine's.",
            HelpName = "topic",
            CompletionSources = { Completions.Topics },
        };
        var persisting = new Persisting();
        var command = new Command("sensors", "Switches a sensor of a running publisher on or off.")
        {
            state, name, topic,
        };
        persisting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var kind = SensorKind.Find(parsed.GetValue(name)!);
            var persists = persisting.IsAsked(parsed);
            using var subscriber = parsed.GetValue(topic) is { } given ? Subscriber.Open(given) : OpenFor(kind);
            var isOn = parsed.GetValue(state) == "on";
            var after = await ControlCall.SensorAsync(subscriber, kind.Name, isOn, cancel).ConfigureAwait(false);
            using var output = Output.Open();
            output.WriteLine(ControlCall.Line(after));
            if (persists) persisting.WriteSensors(parsed, after, output);
            return ExitCode.Ok;
        });
        return command;
    }

    private static Command Verb(string name, string description, string verb)
    {
        var topic = Completions.Topic();
        var command = new Command(name, description) { topic };
        command.SetAction(async (parsed, cancel) =>
        {
            using var subscriber = Subscriber.Open(parsed.GetValue(topic)!);
            var state = await ControlCall.VerbAsync(subscriber, verb, cancel).ConfigureAwait(false);
            using var output = Output.Open();
            output.WriteLine(ControlCall.Line(state));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>
    /// A topic of the publisher that has the sensor, or could have it; the sensor's own only if there is no other, since
    /// a topic cannot switch itself off while it answers.
    /// </summary>
    private static Subscriber OpenFor(SensorKind sensor)
    {
        var own = sensor.Topics.Select(Find).FirstOrDefault(topic => topic is not null);
        var all = SensorKind.All.Where(kind => kind != sensor).SelectMany(kind => kind.Topics).Select(Find)
            .Append(own).OfType<TopicInfo>().ToList();
        // Two processes may share the topics: the one that has the sensor is asked, and else any.
        var asked = all.Find(topic => own is null || topic.Publisher.Pid == own.Publisher.Pid)
            ?? throw new TopicException(TopicError.NotFound,
                "There is no publisher of this machine to switch sensors of. Start one with `sightglass publish`.");
        return Subscriber.Open($"{asked.Owner}:{asked.Name}");
    }

    private static TopicInfo? Find(string topic)
    {
        try
        {
            var found = Topics.Describe(topic);
            return found.State is TopicState.Stopped or TopicState.Died ? null : found;
        }
        catch (TopicException)
        {
            return null; // not there, or another user's
        }
    }
}
