using System.Diagnostics;
using Sightglass.Cli.Commands;

namespace Sightglass.Cli.Measuring;

/// <summary>The publisher that a viewer starts when there is none: a process of its own, which viewers that come later share.</summary>
internal static class SharedPublisher
{
    private const int LookMs = 10, OthersPatienceMs = 2_000;

    /// <summary>Starts it unless the topics are live.</summary>
    /// <param name="interval">Its interval; its own default when null.</param>
    /// <param name="cancel">Ends the wait for it.</param>
    /// <returns>Whether one was started.</returns>
    /// <exception cref="TopicException">It ended again at once; the message is its own.</exception>
    internal static async Task<bool> EnsureAsync(TimeSpan? interval, CancellationToken cancel)
    {
        if (IsLive(MachineTopics.Cpu) && IsLive(MachineTopics.Memory)) return false;
        using var process = Start(interval);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        var patienceMs = OthersPatienceMs;
        while (!IsLive(MachineTopics.Cpu) || !IsLive(MachineTopics.Memory))
        {
            // Another viewer's publisher may have been quicker by a moment; then ours was refused, and that one comes.
            if (process.HasExited && (patienceMs -= LookMs) < 0)
            {
                var said = (await errors.ConfigureAwait(false)).Trim();
                throw new TopicException(TopicError.SystemFailure, said.Length > 0
                    ? said.Replace("sightglass: ", "", StringComparison.Ordinal)
                    : $"The publisher ended at once with exit code {process.ExitCode}.");
            }
            await Task.Delay(LookMs, cancel).ConfigureAwait(false);
        }
        return true;
    }

    private static bool IsLive(string topic)
    {
        try
        {
            return Topics.Describe(topic).State is TopicState.Live or TopicState.Silent or TopicState.Paused;
        }
        catch (TopicException)
        {
            return false;
        }
    }

    private static Process Start(TimeSpan? interval)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            // Not the viewer's terminal: the publisher outlives this viewer when another one needs it.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        // Run as `dotnet Sightglass.Cli.dll`, the process is dotnet and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        start.ArgumentList.Add("publish");
        start.ArgumentList.Add(PublishCommand.WhileWatched);
        if (interval is { } every)
        {
            start.ArgumentList.Add("--interval");
            start.ArgumentList.Add(Durations.Format(every));
        }
        return Process.Start(start)!;
    }
}
