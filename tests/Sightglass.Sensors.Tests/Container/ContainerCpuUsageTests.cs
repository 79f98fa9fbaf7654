using Shouldly;
using Sightglass.Sensors.Container;
using Xunit;

namespace Sightglass.Sensors.Tests.Container;

public sealed class ContainerCpuUsageTests
{
    private const long Second = 1_000_000_000;
    private readonly ContainerCpuUsage _usage = new();

    private ContainerCpuReading Advance(double timeSeconds, double atSeconds, double limit = double.NaN,
        long? periods = null, long? throttled = null) => _usage.Advance(new ContainerCpuCounters
        {
            TimeNs = (long)(timeSeconds * Second),
            Periods = periods,
            ThrottledPeriods = throttled,
        }, (long)(atSeconds * Second), limit);

    [Fact]
    public void Usage_is_time_gained_over_time_passed()
    {
        Advance(100, 10).Usage.ShouldBe(double.NaN);
        var reading = Advance(103, 12, limit: 2);
        reading.Usage.ShouldBe(1.5);
        reading.Utilization.ShouldBe(0.75);
        reading.TimeSeconds.ShouldBe(103);
    }

    [Fact]
    public void An_idle_container_drops_to_0()
    {
        Advance(100, 10);
        Advance(103, 12);
        Advance(103, 13).Usage.ShouldBe(0);
    }

    [Fact]
    public void Without_a_limit_there_is_nothing_to_compare_with()
    {
        Advance(1, 1);
        var reading = Advance(2, 2);
        reading.Limit.ShouldBe(double.NaN);
        reading.Utilization.ShouldBe(double.NaN);
        reading.Usage.ShouldBe(1);
    }

    [Fact]
    public void A_burst_beyond_the_limit_is_full_use_of_it()
    {
        Advance(1, 1, limit: 0.5);
        var reading = Advance(2, 2, limit: 0.5);
        reading.Utilization.ShouldBe(1);
        reading.Usage.ShouldBe(1);
    }

    [Fact]
    public void Throttling_is_the_part_of_the_periods_of_the_interval()
    {
        Advance(1, 1, periods: 100, throttled: 50).ThrottledRatio.ShouldBe(double.NaN);
        var reading = Advance(2, 2, periods: 110, throttled: 53);
        reading.ThrottledRatio.ShouldBe(0.3);
        reading.PeriodCount.ShouldBe(110);
        reading.ThrottledPeriodCount.ShouldBe(53);
        Advance(2, 3, periods: 110, throttled: 53).ThrottledRatio.ShouldBe(double.NaN, "it did not run");
    }

    [Fact]
    public void What_is_not_counted_is_not_available()
    {
        var reading = _usage.Advance(default, Second, double.NaN);
        new[] { reading.TimeSeconds, reading.UserSeconds, reading.SystemSeconds, reading.PeriodCount,
            reading.ThrottledPeriodCount, reading.ThrottledSeconds }.ShouldAllBeNaN();
    }

    [Fact]
    public void Nothing_is_computed_across_a_gap_and_counters_go_on()
    {
        Advance(1, 1);
        _usage.SkipInterval();
        var reading = Advance(5, 100);
        reading.Usage.ShouldBe(double.NaN);
        reading.TimeSeconds.ShouldBe(5);
        Advance(6, 101).Usage.ShouldBe(1);
    }

    [Fact]
    public void A_group_that_was_made_anew_has_no_usage_and_a_time_that_does_not_fall()
    {
        Advance(100, 1);
        var reading = Advance(3, 2);
        reading.Usage.ShouldBe(double.NaN);
        reading.TimeSeconds.ShouldBe(100);
        Advance(4, 3).TimeSeconds.ShouldBe(101);
    }
}
