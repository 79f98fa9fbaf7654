using System.CommandLine;
using Sightglass.Cli.Examining;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass doctor</c>: what can go wrong here, and what to do about it.</summary>
internal static class DoctorCommand
{
    internal static Command Create()
    {
        var output = new Option<string>("--output", "-o") { Description = "text or json. Default text." };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("doctor", "Checks what can go wrong here, and says what to do.") { output };
        command.SetAction(async (parsed, cancel) =>
        {
            var findings = await Examination.RunAsync(cancel).ConfigureAwait(false);
            using var writer = Output.Open();
            if (parsed.GetValue(output) == "json") Examination.WriteJson(writer.BaseStream, findings);
            else Examination.WriteText(writer, findings);
            return findings.Any(finding => finding.Mark == Mark.Fail) ? ExitCode.RuntimeError : ExitCode.Ok;
        });
        return command;
    }
}
