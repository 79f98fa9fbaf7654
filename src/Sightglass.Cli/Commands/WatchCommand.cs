using System.CommandLine;
using System.Globalization;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass watch</c>: a line per sample.</summary>
internal static class WatchCommand
{
    internal static Command Create()
    {
        var topics = new Argument<string[]>("topic")
        {
            Description = "Topics' names; another owner's as owner:name. All topics that are there when none is given.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "topic",
            CompletionSources = { Completions.Topics },
        };
        var output = new Option<string>("--output", "-o") { Description = "text, ndjson or csv. Default text." };
        output.AcceptOnlyFromAmong("text", "ndjson", "csv");
        var count = CountOption();
        var duration = DurationOption();
        var fromStart = new Option<bool>("--from-start") { Description = "Begin with the whole history that is there." };
        var untilStopped = new Option<bool>("--until-stopped") { Description = "End, with exit code 5, when a publisher stops or dies." };
        var wait = Durations.WaitOption();
        var command = new Command("watch", "Prints a line per sample until stopped.")
        {
            topics, output, count, duration, fromStart, untilStopped, wait,
        };
        command.SetAction(async (parsed, cancel) =>
        {
            var watch = new Watch
            {
                Names = Names(parsed.GetValue(topics)),
                Output = parsed.GetValue(output) ?? "text",
                Count = parsed.GetValue(count) ?? long.MaxValue,
                FromStart = parsed.GetValue(fromStart),
                UntilStopped = parsed.GetValue(untilStopped),
                Wait = parsed.GetValue(wait) ?? Durations.DefaultWait,
            };
            return await WithinAsync(parsed.GetValue(duration), watch.RunAsync, cancel).ConfigureAwait(false);
        });
        return command;
    }

    internal static Option<long?> CountOption()
    {
        var count = new Option<long?>("--count", "-n") { Description = "End after so many samples." };
        count.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return number;
            result.AddError($"--count is a whole number of at least 1, not '{text}'.");
            return null;
        };
        return count;
    }

    internal static Option<TimeSpan?> DurationOption() =>
        Durations.Option("--duration", "End after this time.", TimeSpan.Zero, TimeSpan.FromDays(20));

    /// <summary>Runs it to its end, or for as long as it may; the end of that time is no failure.</summary>
    internal static async Task<int> WithinAsync(TimeSpan? duration, Func<CancellationToken, Task<int>> run, CancellationToken cancel)
    {
        if (duration is not { } limit) return await run(cancel).ConfigureAwait(false);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        end.CancelAfter(limit);
        try
        {
            return await run(end.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return ExitCode.Ok;
        }
    }

    private static List<string> Names(string[]? given)
    {
        if (given?.FirstOrDefault(n => n.StartsWith('-')) is { } option) throw new UsageException($"There is no option {option}.");
        if (given is { Length: > 0 }) return [.. given.Distinct()];
        var all = Topics.List().Where(t => t.State is TopicState.Live or TopicState.Silent or TopicState.Paused).Select(t => $"{t.Owner}:{t.Name}").ToList();
        return all.Count > 0 ? all
            : throw new TopicException(TopicError.NotFound, "There are no topics. Start one with `sightglass publish`, or name the one to wait for.");
    }
}
