using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Sensors.Tests.Truth;

/// <summary>
/// The sensor beside an independent computation over the very same interval. Each of the sensor's two readings is taken
/// between two readings of our own, so that its counters are known from both sides, however busy the machine is.
/// </summary>
public sealed class CpuTruthTests
{
    private const double Tolerance = 0.01; // one percentage point
    private const double WidestRange = 0.03; // a wider one says nothing: our readings were torn apart by other work
    private const int MaxAttempts = 10;
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(1);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Utilization_agrees_with_an_independent_computation(int busyThreads)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() || Environment.ProcessorCount <= 64, "GetSystemTimes sees one group only");
        int threadCount = busyThreads < 0 ? Environment.ProcessorCount : busyThreads;
        using var sensor = CpuSensor.Open();
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            sensor.Discard();
            var start = Bracket(sensor, -1, [], out _);
            var processStart = Environment.CpuUsage.TotalTime;
            long clockStart = Stopwatch.GetTimestamp();
            Load.Run(threadCount, _interval);
            double processPart = (Environment.CpuUsage.TotalTime - processStart)
                / Stopwatch.GetElapsedTime(clockStart) / Environment.ProcessorCount;
            var (lowest, highest) = start.RangeUntil(Bracket(sensor, -1, [], out double utilization));
            if (highest - lowest > WidestRange)
                continue;

            utilization.ShouldBeInRange(lowest - Tolerance, highest + Tolerance);
            // Counted by other means altogether: the machine was at least as busy as this process alone.
            utilization.ShouldBeGreaterThan(processPart - 0.05);
            return;
        }
        Assert.Fail("Inconclusive: the machine is too busy to read the counters twice in a row.");
    }

    [LinuxFact] // Windows offers no second way to these counters
    public void Utilization_of_each_processor_agrees_with_an_independent_computation()
    {
        using var sensor = CpuSensor.Open();
        var perLogical = new double[sensor.LogicalCapacity];
        for (int number = 0; number < Math.Min(4, sensor.LogicalCapacity); number++)
        {
            if (Kernel.CpuTicks(number) is not null)
                CompareProcessor(sensor, number, perLogical);
        }
    }

    private static void CompareProcessor(CpuSensor sensor, int number, double[] perLogical)
    {
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            sensor.Discard();
            var start = Bracket(sensor, number, perLogical, out _);
            Load.Run(threadCount: 1, _interval);
            var (lowest, highest) = start.RangeUntil(Bracket(sensor, number, perLogical, out _));
            if (highest - lowest > WidestRange)
                continue;

            perLogical[number].ShouldBeInRange(lowest - Tolerance, highest + Tolerance);
            return;
        }
        Assert.Fail($"Inconclusive: the machine is too busy to read processor {number} twice in a row.");
    }

    [LinuxFact] // on Windows the ticks of the two ways are not the same
    public void Raw_counters_lie_between_those_read_just_before_and_just_after()
    {
        using var sensor = CpuSensor.Open();
        for (int i = 0; i < 100; i++)
        {
            var ends = Bracket(sensor, -1, [], out _);
            var times = sensor.Times.ShouldNotBeNull();
            times.Busy.ShouldBeInRange(ends.Before.Busy, ends.After.Busy);
            times.Total.ShouldBeInRange(
                ends.Before.Busy + ends.Before.Idle, ends.After.Busy + ends.After.Idle);
        }
    }

    private static Ends Bracket(CpuSensor sensor, int number, double[] perLogical, out double utilization)
    {
        var before = Kernel.CpuTicks(number).ShouldNotBeNull();
        sensor.TryRead(perLogical, out utilization, out var error).ShouldBeTrue(error);
        return new Ends(before, Kernel.CpuTicks(number).ShouldNotBeNull());
    }

    private readonly record struct Ends((long Busy, long Idle) Before, (long Busy, long Idle) After)
    {
        /// <summary>Between which two values the utilization must lie, whatever the counters were in between.</summary>
        internal (double Lowest, double Highest) RangeUntil(Ends end)
        {
            double leastBusy = Math.Max(0, end.Before.Busy - After.Busy);
            double leastIdle = Math.Max(0, end.Before.Idle - After.Idle);
            double mostBusy = end.After.Busy - Before.Busy;
            double mostIdle = end.After.Idle - Before.Idle;
            return (leastBusy / Math.Max(1, leastBusy + mostIdle), mostBusy / Math.Max(1, mostBusy + leastIdle));
        }
    }
}
