using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Sensors.Tests.Truth;

/// <summary>The sensor beside the kernel's figures read just before and just after.</summary>
public sealed class MemoryTruthTests
{
    /// <summary>How far the sensor may lie outside the kernel's two figures.</summary>
    private const long ToleranceBytes = 16L << 20;

    /// <summary>
    /// Windows: the two functions that are compared. Wine computes them from different figures, some 30 MB apart, and
    /// answers one of them from a cache of up to one second.
    /// </summary>
    private const long WindowsToleranceBytes = 256L << 20;

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(20);

    [Fact]
    public void Memory_equals_the_kernel_s_figures_at_that_instant()
    {
        long tolerance = OperatingSystem.IsWindows() ? WindowsToleranceBytes : ToleranceBytes;
        using var sensor = MemorySensor.Open();
        // Other processes may take memory and give it back between our two looks, so one disagreement proves nothing.
        WaitFor(() =>
        {
            var before = Kernel.MemoryBytes();
            sensor.TryRead(out var reading, out var error).ShouldBeTrue(error);
            var after = Kernel.MemoryBytes();
            reading.TotalBytes.ShouldBe(after.Total);
            reading.IsAvailableEstimated.ShouldBeFalse();
            return Math.Abs(before.Available - after.Available) <= ToleranceBytes
                && reading.AvailableBytes >= Math.Min(before.Available, after.Available) - tolerance
                && reading.AvailableBytes <= Math.Max(before.Available, after.Available) + tolerance;
        }).ShouldBeTrue("the sensor never agreed with the kernel");
    }

    [Fact]
    public void Memory_that_is_taken_shows_as_used()
    {
        const int Size = 256 << 20;
        using var sensor = MemorySensor.Open();
        sensor.TryRead(out var before, out _).ShouldBeTrue();
        var block = GC.AllocateUninitializedArray<byte>(Size, pinned: true);
        for (int i = 0; i < Size; i += 4096)
            block[i] = 1; // only a page that is touched is taken
        WaitFor(() => sensor.TryRead(out var after, out _) && after.UsedBytes - before.UsedBytes > Size / 2)
            .ShouldBeTrue("256 MiB were taken, but used memory did not grow by half of that");
        GC.KeepAlive(block);
    }

    private static bool WaitFor(Func<bool> condition)
    {
        using var never = new ManualResetEventSlim();
        long start = Stopwatch.GetTimestamp();
        while (!condition())
        {
            if (Stopwatch.GetElapsedTime(start) > _deadline)
                return false;
            never.Wait(TimeSpan.FromMilliseconds(20));
        }
        return true;
    }
}
