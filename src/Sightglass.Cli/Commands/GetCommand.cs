using System.CommandLine;
using Sightglass.Cli.Completing;
using Sightglass.Cli.Getting;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass get</c>: the latest values once.</summary>
internal static class GetCommand
{
    internal static Command Create()
    {
        var names = new Argument<string[]>("topic[.field]")
        {
            Description = "Topics, fields, or elements as in field[3]; another owner's as owner:name. All live topics "
                + "when none is given.",
            Arity = ArgumentArity.ZeroOrMore,
            HelpName = "topic[.field]",
            CompletionSources = { Completions.TopicsAndFields },
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "text or json. Default text: a field by itself is its exact number alone.",
        };
        output.AcceptOnlyFromAmong("text", "json");
        var failIf = new Option<string[]>("--fail-if")
        {
            Description = "End with exit code 6 if this holds, as in 'system.cpu.utilization>90%'. May be repeated.",
            HelpName = "condition",
            CompletionSources = { Completions.TopicsAndFields },
        };
        var wait = Durations.WaitOption("How long to wait for what is not there yet: a publisher, or a value that its "
            + "first sample cannot have; or off. Default 5s.");
        var command = new Command("get", "Prints the latest values once.") { names, output, failIf, wait };
        command.SetAction(async (parsed, cancel) =>
        {
            var given = parsed.GetValue(names) ?? [];
            if (Array.Find(given, name => name.StartsWith('-')) is { } option)
                throw new UsageException($"There is no option {option}.");
            return await new Get
            {
                Selectors = [.. given.Distinct().Select(Selector.Parse)],
                Conditions = [.. (parsed.GetValue(failIf) ?? []).Select(Condition.Parse)],
                IsJson = parsed.GetValue(output) == "json",
                Wait = parsed.GetValue(wait) ?? Durations.DefaultWait,
            }.RunAsync(cancel).ConfigureAwait(false);
        });
        return command;
    }
}
