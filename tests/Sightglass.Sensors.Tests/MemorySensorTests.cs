using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Memory;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>What is promised on every operating system, tried on this machine.</summary>
public sealed class MemorySensorTests
{
    [Fact]
    public void Figures_are_possible_and_fit_together()
    {
        using var sensor = MemorySensor.Open();
        sensor.TryRead(out var reading, out var error).ShouldBeTrue(error);
        reading.TotalBytes.ShouldBeGreaterThan(64L << 20);
        long available = reading.AvailableBytes.ShouldNotBeNull();
        available.ShouldBeInRange(1, reading.TotalBytes);
        reading.UsedBytes.ShouldBe(reading.TotalBytes - available);
        reading.Utilization.ShouldBe((reading.TotalBytes - available) / (double)reading.TotalBytes);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using var sensor = MemorySensor.Open();
        for (int i = 0; i < 10; i++)
            sensor.TryRead(out _, out _).ShouldBeTrue();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            sensor.TryRead(out _, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void A_closed_sensor_refuses_to_read_and_may_be_closed_again()
    {
        var sensor = MemorySensor.Open();
        sensor.Dispose();
        sensor.Dispose();
        Should.Throw<ObjectDisposedException>(() => sensor.TryRead(out _, out _));
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_turns_into_rubbish_gives_no_value_and_a_reason()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "MemTotal: 8 kB\nMemAvailable: 4 kB\n");
            using var sensor = MemorySensor.Open(new MemoryPaths(path, "/nowhere", null));
            sensor.TryRead(out var reading, out _).ShouldBeTrue();
            reading.Utilization.ShouldBe(0.5);
            File.WriteAllText(path, "rubbish");
            sensor.TryRead(out _, out var error).ShouldBeFalse();
            error.ShouldNotBeNull().ShouldContain(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_cannot_be_opened_is_named_at_opening()
    {
        Should.Throw<IOException>(() => MemorySensor.Open(new MemoryPaths("/nowhere/meminfo", "/nowhere", null)))
            .Message.ShouldContain("/nowhere/meminfo");
    }
}
