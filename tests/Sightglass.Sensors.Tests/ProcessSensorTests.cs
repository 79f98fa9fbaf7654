using Shouldly;
using Sightglass.Sensors.Tests.Truth;
using Xunit;

namespace Sightglass.Sensors.Tests;

public sealed class ProcessSensorTests
{
    [Fact]
    public void A_process_that_works_is_among_the_busiest_with_its_name_and_its_memory()
    {
        using var sensor = ProcessSensor.Open(100);
        sensor.TryRead(out var error).ShouldBeTrue(error);
        sensor.ByCpu.Length.ShouldBe(0);
        sensor.Count.ShouldBeGreaterThan(0);
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(500));
        sensor.TryRead(out error).ShouldBeTrue(error);
        var own = sensor.ByCpu.ToArray().Single(process => process.Pid == Environment.ProcessId);
        own.CpuUsage.ShouldBeInRange(0.05, Environment.ProcessorCount * 1.2);
        own.ResidentBytes.ShouldBeGreaterThan(1 << 20);
        own.Name.ShouldNotBeEmpty();
        own.User.ShouldNotBeEmpty();
        sensor.ByMemory.ToArray().Any(process => process.Pid == Environment.ProcessId).ShouldBeTrue();
        sensor.ByMemory.ToArray().Select(process => process.ResidentBytes).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void The_lists_are_no_longer_than_asked_for()
    {
        using var sensor = ProcessSensor.Open(1);
        sensor.TryRead(out var error).ShouldBeTrue(error);
        sensor.ByMemory.Length.ShouldBe(1);
    }

    [Fact]
    public void A_capacity_out_of_range_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ProcessSensor.Open(0)).ParamName.ShouldBe("capacity");

    [LinuxFact] // elsewhere other processes change too much to tell
    public void Reading_allocates_nothing_but_names_that_are_new()
    {
        using var sensor = ProcessSensor.Open(10);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
            least = Math.Min(least, Allocation.Of(() => sensor.TryRead(out _)));
        least.ShouldBe(0);
    }
}
