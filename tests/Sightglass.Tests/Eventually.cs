using System.Diagnostics;
using Xunit;

namespace Sightglass.Tests;

/// <summary>Waits for something that will be true soon; a test that would wait longer fails, saying for what.</summary>
internal static class Eventually
{
    public static void True(Func<bool> condition, string what, int timeoutMs = 20_000)
    {
        var since = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(since).TotalMilliseconds > timeoutMs)
                Assert.Fail($"Not within {timeoutMs} ms: {what}.");
            Thread.Sleep(2);
        }
    }

    public static Task TrueAsync(Func<bool> condition, string what, int timeoutMs = 20_000) =>
        TrueAsync(() => Task.FromResult(condition()), what, timeoutMs);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what, int timeoutMs = 20_000)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await condition().ConfigureAwait(false))
        {
            if (Stopwatch.GetElapsedTime(since).TotalMilliseconds > timeoutMs)
                Assert.Fail($"Not within {timeoutMs} ms: {what}.");
            await Task.Delay(2).ConfigureAwait(false);
        }
    }
}
