using System.CommandLine;
using System.Runtime.Versioning;
using Sightglass.Cli.Bridging;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass pdu</c>: in the place of either of the original Windows programs.</summary>
internal static class PduCommand
{
    private const string WindowsOnly =
        "ShareMemoryPDU and its events are objects of Windows; on this system there are none, and nothing to do for `pdu`.";

    internal static Command Create() => new("pdu", "Speaks with the original Windows programs (ShareMemoryPDU), in the place of either.")
    {
        Publish(),
        Watch(),
    };

    private static Command Publish()
    {
        var from = new Option<bool>("--from")
        {
            Description = "Take the values from the live topics system.cpu and system.memory instead of measuring a second time.",
        };
        var wait = Durations.WaitOption();
        var command = new Command("publish", "In the server's place: an original client shows this machine.") { from, wait };
        command.SetAction((parsed, cancel) =>
        {
            if (!OperatingSystem.IsWindows()) throw new UsageException(WindowsOnly);
            return PublishAsync(parsed.GetValue(from), parsed.GetValue(wait) ?? Durations.DefaultWait, cancel);
        });
        return command;
    }

    private static Command Watch()
    {
        var output = new Option<string>("--output", "-o") { Description = "text or ndjson. Default text." };
        output.AcceptOnlyFromAmong("text", "ndjson");
        var publishAs = new Option<string>("--publish-as")
        {
            Description = "Put the values into a topic of this name as well: for `top --from`, `watch` and all others.",
            HelpName = "topic",
        };
        var count = WatchCommand.CountOption();
        var duration = WatchCommand.DurationOption();
        var untilStopped = new Option<bool>("--until-stopped") { Description = "End, with exit code 5, when the server ends." };
        var wait = Durations.WaitOption();
        var command = new Command("watch", "In the client's place: a line per fresh pair of an original server.")
        {
            output, publishAs, count, duration, untilStopped, wait,
        };
        command.SetAction((parsed, cancel) =>
        {
            if (!OperatingSystem.IsWindows()) throw new UsageException(WindowsOnly);
            var watch = new PairWatch
            {
                Format = new(Output.Open(), parsed.GetValue(output) == "ndjson"),
                PublishAs = parsed.GetValue(publishAs),
                Count = parsed.GetValue(count) ?? long.MaxValue,
                UntilStopped = parsed.GetValue(untilStopped),
                Wait = parsed.GetValue(wait) ?? Durations.DefaultWait,
            };
            return WatchAsync(watch, parsed.GetValue(duration), cancel);
        });
        return command;
    }

    [SupportedOSPlatform("windows")]
    private static async Task<int> PublishAsync(bool isFromTopics, TimeSpan wait, CancellationToken cancel)
    {
        Interrupt.TerminationIsNormal = true;
        using PairSource source = isFromTopics ? await TopicPairs.OpenAsync(wait, cancel).ConfigureAwait(false) : new SensorPairs();
        await OnThread(() => PairPublishing.Run(source, cancel)).ConfigureAwait(false);
        return ExitCode.Ok;
    }

    [SupportedOSPlatform("windows")]
    private static Task<int> WatchAsync(PairWatch watch, TimeSpan? duration, CancellationToken cancel) =>
        WatchCommand.WithinAsync(duration, async end =>
        {
            var result = ExitCode.Ok;
            await OnThread(() => result = watch.Run(end)).ConfigureAwait(false);
            return result;
        }, cancel);

    /// <summary>Both sides wait for kernel objects most of their time, which would be a thread of the pool's.</summary>
    private static Task OnThread(Action run) =>
        Task.Factory.StartNew(run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}
