using Microsoft.Extensions.Logging;

namespace Sightglass.Cli.Logging;

/// <summary>systemd's journal, if stderr goes there: it takes the priority from the start of the line.</summary>
internal static class Journal
{
    private static readonly bool _isReading =
        IsReading(Environment.GetEnvironmentVariable("JOURNAL_STREAM"), StandardError());

    /// <summary>sd-daemon(3): &lt;3&gt; is an error. Elsewhere the program's name says whose line it is.</summary>
    internal static string PrefixOf(LogLevel level) => _isReading ? PriorityOf(level) : "sightglass: ";

    internal static string PriorityOf(LogLevel level) => level switch
    {
        LogLevel.Critical => "<2>",
        LogLevel.Error => "<3>",
        LogLevel.Warning => "<4>",
        LogLevel.Information => "<6>",
        _ => "<7>",
    };

    /// <summary>
    /// systemd.exec(5): the variable is DEVICE:INODE of the stream, and is inherited by programs whose stderr goes
    /// elsewhere, so it counts only if it is about this process's own.
    /// </summary>
    internal static bool IsReading(string? variable, string? standardError) =>
        variable?.Split(':') is [_, { Length: > 0 } inode] && standardError == $"socket:[{inode}]";

    private static string? StandardError() =>
        OperatingSystem.IsLinux() ? new FileInfo("/proc/self/fd/2").LinkTarget : null;
}
