using Microsoft.Extensions.Logging;

namespace Sightglass.Cli.Logging;

/// <summary>
/// A line per message. Written by this program itself rather than by the framework's console logger: that one has a
/// queue and a thread, configuration and dependency injection behind it, for a line now and then.
/// </summary>
/// <param name="least">What is below is not worth a line.</param>
/// <param name="write">Where a line goes.</param>
internal sealed class LineLogger(LogLevel least, Action<LogLevel, string> write) : ILogger
{
    /// <summary>To stderr, as whoever reads it wants it: people, or the journal.</summary>
    internal static LineLogger ToStandardError(LogLevel least)
    {
        var error = Console.Error; // opened now: when there is a fault to tell, no file may be left to open
        return new(least, (level, line) =>
        {
            try
            {
                error.WriteLine(Journal.PrefixOf(level) + line);
            }
            catch (IOException)
            {
                // A full disk behind stderr, say. To publish matters more.
            }
        });
    }

    /// <summary>Why the program ends.</summary>
    internal static void Fail(string message) => Console.Error.WriteLine(Journal.PrefixOf(LogLevel.Error) + message);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        // One line, whatever it is about: the journal would give the second another priority.
        if (IsEnabled(logLevel)) write(logLevel, formatter(state, exception).ReplaceLineEndings(" "));
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
