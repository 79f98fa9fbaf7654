using Shouldly;
using Sightglass.Sensors.Tests.Truth;
using Xunit;

namespace Sightglass.Sensors.Tests;

public sealed class OwnProcessSensorTests
{
    [Fact]
    public void A_process_that_works_shows_its_work()
    {
        using var sensor = OwnProcessSensor.Open();
        sensor.TryRead(out var error).ShouldBeTrue(error);
        sensor.Usage.ShouldBe(double.NaN);
        double before = sensor.TimeSeconds;
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(300));
        sensor.TryRead(out error).ShouldBeTrue(error);
        sensor.Usage.ShouldBeGreaterThan(0.01);
        sensor.TimeSeconds.ShouldBeGreaterThan(before);
        sensor.ResidentBytes.ShouldNotBeNull().ShouldBeGreaterThan(1 << 20);
        sensor.ManagedBytes.ShouldBeGreaterThan(0);
        sensor.Discard();
        sensor.TryRead(out error).ShouldBeTrue(error);
        sensor.Usage.ShouldBe(double.NaN);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using var sensor = OwnProcessSensor.Open();
        Allocation.Of(() => sensor.TryRead(out _)).ShouldBe(0);
    }
}
