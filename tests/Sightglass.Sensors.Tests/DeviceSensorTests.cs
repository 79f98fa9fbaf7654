using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Tests.Devices;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>The sensors of disks and interfaces, on this machine and on files.</summary>
public sealed class DeviceSensorTests
{
    /// <summary>What a system has none of says so at opening; that is right as well.</summary>
    private static T? TryOpen<T>(Func<T> open) where T : class
    {
        try
        {
            return open();
        }
        catch (IOException e)
        {
            e.Message.ShouldNotBeEmpty();
            return null;
        }
    }

    [Fact]
    public void Disks_of_this_machine_have_names_and_counters_that_do_not_fall()
    {
        using var sensor = TryOpen(DiskSensor.Open);
        if (sensor is null)
            return;
        sensor.TryRead(out var error).ShouldBeTrue(error);
        for (int place = 0; place < sensor.Capacity; place++)
        {
            bool isThere = sensor.NameOf(place).Length > 0;
            foreach (var counter in Enum.GetValues<DiskCounter>())
                double.IsNaN(sensor.Values(counter)[place]).ShouldBe(!isThere);
            (sensor.Rates(DiskCounter.ReadBytes)[place] < 0).ShouldBeFalse();
        }
        double before = sensor.Total(DiskCounter.ReadBytes);
        sensor.TryRead(out error).ShouldBeTrue(error);
        sensor.Total(DiskCounter.ReadBytes).ShouldBeGreaterThanOrEqualTo(before);
    }

    [Fact]
    public void Interfaces_of_this_machine_have_names_and_counters()
    {
        using var sensor = TryOpen(NetworkSensor.Open);
        if (sensor is null)
            return;
        sensor.TryRead(out var error).ShouldBeTrue(error);
        Enumerable.Range(0, sensor.Capacity).Count(place => sensor.NameOf(place).Length > 0).ShouldBeGreaterThan(0);
        for (int place = 0; place < sensor.Capacity; place++)
        {
            foreach (var counter in Enum.GetValues<NetworkCounter>())
                double.IsNaN(sensor.Values(counter)[place]).ShouldBe(sensor.NameOf(place).Length == 0);
        }
        sensor.Discard();
        sensor.TryRead(out error).ShouldBeTrue(error);
        sensor.TotalRate(NetworkCounter.ReceivedBytes).ShouldBe(double.NaN);
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        using var disks = TryOpen(DiskSensor.Open);
        using var interfaces = TryOpen(NetworkSensor.Open);
        Allocation.Of(() =>
        {
            disks?.TryRead(out _);
            interfaces?.TryRead(out _);
        }).ShouldBe(0);
    }

    [Fact]
    public void A_closed_sensor_refuses_to_read_and_may_be_closed_again()
    {
        var sensor = TryOpen(NetworkSensor.Open);
        if (sensor is null)
            return;
        sensor.Dispose();
        sensor.Dispose();
        Should.Throw<ObjectDisposedException>(() => sensor.TryRead(out _));
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_turns_into_rubbish_gives_a_reason_and_works_again_later()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, DiskStatsTests.Recorded);
            using var sensor = DiskSensor.Open(path, _ => false);
            sensor.NameOf(0).ShouldBe("vda");
            File.WriteAllText(path, "rubbish\n");
            sensor.TryRead(out var error).ShouldBeFalse();
            error.ShouldNotBeNull().ShouldContain(path);
            File.WriteAllText(path, DiskStatsTests.Recorded.Replace("vda 389179", "vda 389189", StringComparison.Ordinal));
            sensor.TryRead(out error).ShouldBeTrue(error);
            sensor.Values(DiskCounter.ReadOperations)[0].ShouldBe(389189);
            sensor.Rates(DiskCounter.ReadOperations)[0].ShouldBeGreaterThan(0);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [LinuxFact]
    [SupportedOSPlatform("linux")]
    public void A_file_that_is_not_there_is_named_at_opening() =>
        Should.Throw<IOException>(() => NetworkSensor.Open("/nowhere/dev", _ => false)).Message.ShouldContain("/nowhere/dev");
}
