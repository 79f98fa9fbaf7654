using Microsoft.Extensions.Logging;

namespace Sightglass.Cli.Logging;

/// <summary>
/// A line on stderr per message. Written by this program itself rather than by the framework's console logger: that
/// one has a queue and a thread, configuration and dependency injection behind it, for a line now and then.
/// </summary>
/// <param name="writer">Where the lines go.</param>
/// <param name="least">What is not worth a line.</param>
/// <param name="prefix">What stands before a message of a level.</param>
internal sealed class LineLogger(TextWriter writer, LogLevel least, Func<LogLevel, string> prefix) : ILogger
{
    /// <summary>To stderr, as whoever reads it wants it: people, or the journal.</summary>
    internal static LineLogger ToStandardError(LogLevel least) => new(Console.Error, least, Journal.PrefixOf);

    /// <summary>Why the program ends.</summary>
    internal static void Fail(string message) => Console.Error.WriteLine(Journal.PrefixOf(LogLevel.Error) + message);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least && logLevel != LogLevel.None;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        // One line, whatever it is about: the journal would give the second another priority.
        writer.WriteLine(prefix(logLevel) + formatter(state, exception).ReplaceLineEndings(" "));
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;
}
