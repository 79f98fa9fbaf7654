using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Control;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass set</c>: changes a running publisher.</summary>
internal static class SetCommand
{
    internal static Command Create()
    {
        var topic = Completions.Topic("A topic of the machine's publisher.");
        var setting = new Argument<string>("setting") { Description = "What to change: interval." };
        setting.AcceptOnlyFromAmong("interval");
        var value = new Argument<string>("value") { Description = "The new value, as in 100ms." };
        var persisting = new Persisting();
        var command = new Command("set", "Changes a running publisher, and prints what is in force then.")
        {
            topic, setting, value,
        };
        persisting.AddTo(command);
        command.SetAction(async (parsed, cancel) =>
        {
            var key = persisting.IsAsked(parsed) ? Persisting.IntervalKey(parsed.GetValue(topic)!) : null;
            using var subscriber = Subscriber.Open(parsed.GetValue(topic)!);
            var asked = parsed.GetValue(value)!;
            var state = await ControlCall.IntervalAsync(subscriber, asked, cancel).ConfigureAwait(false);
            using var output = Output.Open();
            output.WriteLine(ControlCall.Line(state));
            if (key is not null) persisting.WriteInterval(parsed, key, state, output);
            return ExitCode.Ok;
        });
        return command;
    }
}
