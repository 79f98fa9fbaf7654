using System.Text;

namespace Sightglass.Cli;

/// <summary>Standard output for lines.</summary>
internal static class Output
{
    internal static bool IsTerminal => !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>Buffered; what it writes to a pipe that nobody reads is an <see cref="OutputClosedException"/>.</summary>
    internal static StreamWriter Open() =>
        new((Stream?)PipeOutput.TryOpen() ?? Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { NewLine = "\n" };
}
