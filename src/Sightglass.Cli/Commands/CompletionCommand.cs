using System.CommandLine;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass completion</c>: a script by which a shell completes the program's command line.</summary>
internal static class CompletionCommand
{
    internal static Command Create()
    {
        var shell = new Argument<string>("shell") { Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong("bash", "zsh", "fish", "pwsh");
        var command = new Command("completion", "Prints a script by which a shell completes topics and fields.")
        {
            shell,
        };
        command.SetAction(parsed =>
        {
            var ending = parsed.GetValue(shell) is "pwsh" ? "ps1" : parsed.GetValue(shell);
            using var script = typeof(CompletionCommand).Assembly.GetManifestResourceStream($"sightglass.{ending}")!;
            using var output = Output.Open();
            script.CopyTo(output.BaseStream);
            return ExitCode.Ok;
        });
        return command;
    }
}
