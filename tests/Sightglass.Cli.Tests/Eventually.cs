using System.Diagnostics;
using Xunit;

namespace Sightglass.Cli.Tests;

/// <summary>Waits for something that will be true soon; a test that would wait longer fails, saying for what.</summary>
internal static class Eventually
{
    internal const int DeadlineMs = 30_000;
    private const int LookMs = 5;

    internal static TimeSpan True(Func<bool> condition, Func<string> what, int deadlineMs = DeadlineMs)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since).TotalMilliseconds > deadlineMs)
                Assert.Fail($"Not within {deadlineMs} ms: {what()}");
            Thread.Sleep(LookMs);
        }
        return Stopwatch.GetElapsedTime(since);
    }
}
