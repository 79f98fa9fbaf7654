using System.CommandLine;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Commands;

/// <summary><c>sightglass clean</c>: removes what publishers that died left behind. Nothing needs it.</summary>
internal static class CleanCommand
{
    internal static Command Create()
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be removed, and remove nothing." };
        var command = new Command("clean", "Removes what publishers that died left behind, though nothing needs it.")
        {
            dryRun,
        };
        command.SetAction(parsed =>
        {
            using var output = Output.Open();
            if (!OperatingSystem.IsLinux())
            {
                output.WriteLine("Nothing can be left behind: this system removes topics with the last who uses them.");
                return ExitCode.Ok;
            }
            return Clean(output, isDry: parsed.GetValue(dryRun));
        });
        return command;
    }

    private static int Clean(TextWriter output, bool isDry)
    {
        var remains = Topics.Remains();
        var code = ExitCode.Ok;
        foreach (var left in remains.Where(left => left.IsOwn))
        {
            var what = $"{left.Name} ({left.Files.Count} {(left.Files.Count == 1 ? "file" : "files")}, "
                + $"{Words.Bytes(left.Files.Sum(SizeOf))})";
            try
            {
                // The library takes the lease for it: who has come to life meanwhile is left alone.
                if (!isDry) Topics.Remove(left.Name);
                output.WriteLine($"{(isDry ? "would remove" : "removed")} {what}");
            }
            catch (TopicException e) when (e.Error == TopicError.Alive)
            {
                output.WriteLine($"left {left.Name}, which is published again");
            }
            catch (TopicException e)
            {
                Console.Error.WriteLine($"sightglass: {e.Message}");
                code = ExitCode.Of(e.Error);
            }
        }
        foreach (var owner in remains.Where(left => !left.IsOwn).GroupBy(left => left.Owner))
            output.WriteLine($"left {string.Join(", ", owner.Select(left => $"{owner.Key}:{left.Name}"))}: "
                + $"user {owner.Key}'s, who can run this too");
        if (remains.Count == 0) output.WriteLine($"Nothing is left behind in {Topics.Directory}.");
        output.Flush();
        return code;
    }

    private static double SizeOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }
}
