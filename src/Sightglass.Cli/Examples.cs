using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Sightglass.Cli;

/// <summary>Examples at the end of each command's help: what people copy first.</summary>
internal static class Examples
{
    private static readonly Dictionary<string, string[]> _of = new()
    {
        ["sightglass"] = ["sightglass top                    this machine, live", "sightglass watch system.cpu       a line per sample"],
        ["top"] = ["sightglass top", "sightglass top --interval 500ms", "sightglass top --from old.server --no-unicode"],
        ["serve"] =
        [
            "sightglass serve", "sightglass serve --url http://127.0.0.1:0 --no-publish",
            "SIGHTGLASS_TOKEN=$(openssl rand -hex 16) sightglass serve",
        ],
        ["publish"] =
        [
            "sightglass publish", "sightglass publish --cpu-interval 100ms --history 1h", "sightglass publish --sensors cpu,memory,processes", "sightglass publish --list-sensors",
            "sightglass publish --access everyone",
            "sightglass publish --print-config > ~/.config/sightglass/config.toml",
        ],
        ["watch"] =
        [
            "sightglass watch system.cpu", "sightglass watch system.cpu system.memory --output ndjson --count 10",
            "sightglass watch system.memory --from-start --output csv --duration 1m", "sightglass watch 1000:engine",
        ],
        ["get"] =
        [
            "sightglass get", "sightglass get system.cpu system.memory.available", "sightglass get system.cpu.utilization      one number, for scripts",
            "sightglass get 'system.cpu.logical.utilization[0]'", "sightglass get system.memory --output json",
            "sightglass get --fail-if 'system.cpu.utilization>90%' --fail-if 'system.memory.available<1GiB'",
        ],
        ["list"] = ["sightglass list", "sightglass list --peers", "sightglass list --output json"],
        ["call"] = ["sightglass call system.cpu ping", "sightglass call system.cpu interval '{\"interval\":\"250ms\"}'"],
        ["set"] = ["sightglass set system.cpu interval 100ms", "sightglass set system.cpu interval 100ms --persist"],
        ["pause"] = ["sightglass pause system.cpu"],
        ["resume"] = ["sightglass resume system.cpu"],
        ["sensors"] =
        [
            "sightglass sensors on processes", "sightglass sensors off disk", "sightglass sensors on processes --persist",
        ],
        ["ping"] = ["sightglass ping system.cpu"],
        ["pdu"] = ["sightglass pdu publish", "sightglass pdu watch"],
        ["pdu publish"] = ["sightglass pdu publish", "sightglass pdu publish --from      what `sightglass publish` measures already"],
        ["pdu watch"] =
        [
            "sightglass pdu watch", "sightglass pdu watch --output ndjson --count 10",
            "sightglass pdu watch --publish-as old.server   and elsewhere: sightglass top --from old.server",
        ],
        ["doctor"] = ["sightglass doctor", "sightglass doctor --output json"],
        ["clean"] = ["sightglass clean --dry-run", "sightglass clean"],
        ["completion"] = ["source <(sightglass completion bash)", "sightglass completion pwsh | Out-String | Invoke-Expression"],
        ["describe"] = ["sightglass describe system.cpu", "sightglass describe system.memory --output json"],
    };

    internal static void Add(RootCommand root)
    {
        foreach (var option in root.Options)
            if (option is HelpOption { Action: HelpAction action } help) help.Action = new HelpWithExamples(action);
    }

    private sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
    {
        /// <summary>Help is given for what is incomplete too: <c>describe --help</c> names no topic.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var result = InvokeUnderOurName(parseResult);
            var name = Name(parseResult.CommandResult);
            if (!_of.TryGetValue(name, out var examples)) return result;
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var example in examples) output.WriteLine("  " + example);
            output.WriteLine();
            return result;
        }

        /// <summary>Without the program's: <c>watch</c>, <c>pdu watch</c>.</summary>
        private static string Name(CommandResult command) =>
            command.Command is RootCommand ? "sightglass"
            : command.Parent is CommandResult { Command: not RootCommand } above ? $"{Name(above)} {command.Command.Name}"
            : command.Command.Name;

        /// <summary>The parser calls the program by its assembly, which cannot have the program's name.</summary>
        private int InvokeUnderOurName(ParseResult parseResult)
        {
            var configuration = parseResult.InvocationConfiguration;
            var output = configuration.Output;
            using var text = new StringWriter();
            configuration.Output = text;
            var result = help.Invoke(parseResult);
            configuration.Output = output;
            output.Write(text.ToString().Replace(RootCommand.ExecutableName, "sightglass", StringComparison.Ordinal));
            return result;
        }
    }
}
