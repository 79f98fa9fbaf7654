using Shouldly;
using Sightglass.Sensors.Tests.Truth;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>What is promised on every operating system, tried on this machine.</summary>
public sealed class CpuSensorTests : IDisposable
{
    private readonly CpuSensor _sensor = CpuSensor.Open();
    private readonly double[] _perLogical;

    public CpuSensorTests() => _perLogical = new double[_sensor.LogicalCapacity];

    public void Dispose() => _sensor.Dispose();

    private double Read()
    {
        _sensor.TryRead(_perLogical, out double utilization, out var error).ShouldBeTrue(error);
        return utilization;
    }

    [Fact]
    public void Capacity_has_room_for_all_processors_that_run_this_test()
    {
        _sensor.LogicalCapacity.ShouldBeGreaterThanOrEqualTo(Environment.ProcessorCount);
        Read();
        _sensor.OnlineCount.ShouldBeInRange(1, _sensor.LogicalCapacity);
    }

    [Fact]
    public void The_first_reading_is_not_available()
    {
        _sensor.OnlineCount.ShouldBe(0);
        _sensor.Times.ShouldBeNull();
        Read().ShouldBe(double.NaN);
        _perLogical.ShouldAllBeNaN();
        _sensor.Times.ShouldNotBeNull();
    }

    [Fact]
    public void After_an_interval_there_is_a_utilization_of_the_machine_and_of_each_online_processor()
    {
        Read();
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(300));
        Read().ShouldBeInRange(0.001, 1);
        _perLogical.Count(value => value is >= 0 and <= 1).ShouldBe(_sensor.OnlineCount);
        _perLogical.Count(double.IsNaN).ShouldBe(_sensor.LogicalCapacity - _sensor.OnlineCount);
    }

    [Fact]
    public void Discarding_computes_nothing_across_the_gap()
    {
        Read();
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(100));
        _sensor.Discard();
        Read().ShouldBe(double.NaN);
        _perLogical.ShouldAllBeNaN();
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(100));
        Read().ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Reading_too_often_is_never_full_load_or_an_old_value()
    {
        Read();
        int unavailable = 0;
        for (int i = 0; i < 1000; i++)
        {
            var before = _sensor.Times!.Value;
            double utilization = Read();
            var after = _sensor.Times!.Value;
            if (after.Total == before.Total)
            {
                utilization.ShouldBe(double.NaN);
                unavailable++;
            }
        }
        unavailable.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void The_total_can_be_had_alone()
    {
        _sensor.TryRead([], out _, out var error).ShouldBeTrue(error);
        Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(100));
        _sensor.TryRead([], out double utilization, out error).ShouldBeTrue(error);
        utilization.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void A_longer_array_is_filled_up_with_not_available()
    {
        var longer = new double[_sensor.LogicalCapacity + 3];
        _sensor.TryRead(longer, out _, out var error).ShouldBeTrue(error);
        longer.ShouldAllBeNaN();
    }

    [Fact]
    public void An_array_too_short_is_refused()
    {
        Assert.SkipUnless(_sensor.LogicalCapacity > 1, "with one processor, too short is empty");
        var tooShort = new double[_sensor.LogicalCapacity - 1];
        Should.Throw<ArgumentException>(() => _sensor.TryRead(tooShort, out _, out _)).ParamName.ShouldBe("perLogical");
    }

    [Fact]
    public void A_closed_sensor_refuses_to_read_and_may_be_closed_again()
    {
        _sensor.Dispose();
        _sensor.Dispose();
        Should.Throw<ObjectDisposedException>(() => _sensor.TryRead([], out _, out _));
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        for (int i = 0; i < 10; i++)
            Read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
            _sensor.TryRead(_perLogical, out _, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }
}
