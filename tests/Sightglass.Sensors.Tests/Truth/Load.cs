using System.Diagnostics;

namespace Sightglass.Sensors.Tests.Truth;

/// <summary>Real work for a measured interval.</summary>
internal static class Load
{
    /// <summary>Keeps that many threads busy, or none, until the interval is over.</summary>
    internal static void Run(int threadCount, TimeSpan interval)
    {
        long start = Stopwatch.GetTimestamp();
        var threads = new Thread[threadCount];
        for (int i = 0; i < threadCount; i++)
        {
            threads[i] = new Thread(() =>
            {
                while (Stopwatch.GetElapsedTime(start) < interval)
                    Thread.SpinWait(100);
            });
            threads[i].Start();
        }
        foreach (var thread in threads)
            thread.Join();

        using var never = new ManualResetEventSlim();
        var rest = interval - Stopwatch.GetElapsedTime(start);
        if (rest > TimeSpan.Zero)
            never.Wait(rest); // the interval itself is what is measured
    }
}
