using System.Diagnostics;

namespace Sightglass.Tests.Processes;

/// <summary>What only root can arrange: other users, and file systems of their own. Linux.</summary>
internal static class Machine
{
    internal const string Nobody = "65534";

    /// <summary>Null for root on Linux.</summary>
    internal static string? WhyNotRoot => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? null
        : "Only root on Linux can be two users and mount a file system.";

    /// <summary>A copy of the other process that every user may run.</summary>
    internal static string CopyForEveryone()
    {
        var copy = Directory.CreateTempSubdirectory("sightglass-other-").FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(OtherProcess.Path)!))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        Run("chmod", "-R", "a+rX", copy);
        return Path.Combine(copy, Path.GetFileName(OtherProcess.Path));
    }

    /// <summary>Arguments of setpriv(1), which becomes what it starts.</summary>
    internal static string[] AsNobody(params string[] command) =>
        [$"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups", .. command];

    internal static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {said}");
    }
}
