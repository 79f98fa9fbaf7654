using System.CommandLine.Parsing;

namespace Sightglass.Cli;

/// <summary>The command line asks for something that cannot be; one line, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message)
{
    /// <summary>The library's message without the parameter's name that .NET puts behind it.</summary>
    internal static string FirstLine(ArgumentException e)
    {
        var parameter = e.Message.IndexOf(" (Parameter", StringComparison.Ordinal);
        return (parameter < 0 ? e.Message : e.Message[..parameter]).Split('\n')[0].TrimEnd();
    }

    /// <summary>The parser's message, which may be a list over several lines, as one sentence.</summary>
    internal static string OneLine(ParseError error) =>
        string.Join(' ', error.Message.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
            .TrimEnd('.') + ".";
}
