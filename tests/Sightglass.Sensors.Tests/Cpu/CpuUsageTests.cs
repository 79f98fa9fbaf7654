using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Cpu;
using Xunit;

namespace Sightglass.Sensors.Tests.Cpu;

public sealed class CpuUsageTests
{
    private const long SecondTicks = 100;
    private readonly CpuUsage _usage = new(SecondTicks);
    private readonly double[] _perLogical = new double[8];

    private double Advance(params (int Number, CpuCounters Counters)[] processors)
    {
        var reading = new CpuReading();
        foreach (var (number, counters) in processors)
            reading.Set(number, counters);
        return _usage.Advance(reading, _perLogical);
    }

    private double Advance(string stat)
    {
        var reading = new CpuReading();
        ProcStat.TryParse(Encoding.UTF8.GetBytes(stat), reading).ShouldBeTrue();
        return _usage.Advance(reading, _perLogical);
    }

    private static CpuCounters Times(long user, long idle, long ioWait = 0, long steal = 0) =>
        new() { User = user, Idle = idle, IoWait = ioWait, Steal = steal };

    [Fact]
    public void The_first_reading_is_not_available()
    {
        Advance(RecordedStat.TwoProcessors).ShouldBe(double.NaN);
        _perLogical.ShouldAllBeNaN();
    }

    [Fact]
    public void Utilization_is_the_work_done_since_the_previous_reading_over_the_time_passed()
    {
        Advance(RecordedStat.TwoProcessors);
        Advance(RecordedStat.TwoProcessorsLater).ShouldBe(0.5);
        _perLogical[0].ShouldBe(0.25);
        _perLogical[1].ShouldBe(0.75);
        _perLogical[2].ShouldBe(double.NaN);
    }

    [Fact]
    public void Each_interval_is_computed_from_its_own_ends()
    {
        Advance((0, Times(0, 0)));
        Advance((0, Times(100, 0))).ShouldBe(1);
        Advance((0, Times(100, 100))).ShouldBe(0);
        Advance((0, Times(125, 175))).ShouldBe(0.25);
    }

    [Fact]
    public void If_no_time_passed_nothing_is_available()
    {
        Advance(RecordedStat.TwoProcessors);
        Advance(RecordedStat.TwoProcessorsLater);
        Advance(RecordedStat.TwoProcessorsLater).ShouldBe(double.NaN);
        _perLogical.ShouldAllBeNaN();
    }

    [Fact]
    public void Offline_processors_are_not_available()
    {
        Advance((0, Times(10, 10)), (1, Times(10, 10)));
        Advance((0, Times(60, 60))).ShouldBe(0.5);
        _perLogical[0].ShouldBe(0.5);
        _perLogical[1].ShouldBe(double.NaN);
    }

    [Fact]
    public void A_processor_that_returns_is_not_available_for_that_interval()
    {
        Advance((0, Times(0, 0)), (1, Times(500, 500)));
        Advance((0, Times(10, 90)));
        Advance((0, Times(20, 180)), (1, Times(900, 500))).ShouldBe(0.1);
        _perLogical[1].ShouldBe(double.NaN);
        Advance((0, Times(30, 270)), (1, Times(990, 510))).ShouldBe(0.5);
        _perLogical[1].ShouldBe(0.9);
    }

    [Fact]
    public void A_processor_that_returned_unseen_is_known_by_counters_that_started_anew()
    {
        Advance((0, Times(0, 0)), (1, Times(5000, 5000)));
        Advance((0, Times(10, 90)), (1, Times(3, 20))).ShouldBe(0.1);
        _perLogical[1].ShouldBe(double.NaN);
        Advance((0, Times(20, 180)), (1, Times(53, 70)));
        _perLogical[1].ShouldBe(0.5);
    }

    [Fact]
    public void The_sum_that_jumps_when_a_processor_goes_offline_is_not_used()
    {
        // Seen on Linux: the sum's idle time leaps, because it counts the offline processor by another clock.
        Advance("cpu  100 0 0 1000\ncpu0 50 0 0 500\ncpu1 50 0 0 500\n");
        Advance("cpu  150 0 0 91050\ncpu0 100 0 0 550\n").ShouldBe(0.5);
        Advance("cpu  250 0 0 91050\ncpu0 200 0 0 550\n").ShouldBe(1);
    }

    [Fact]
    public void The_system_s_own_sum_is_preferred_to_adding_up_rounded_numbers()
    {
        Advance("cpu  0 0 0 0\ncpu0 0 0 0 0\ncpu1 0 0 0 0\n");
        Advance("cpu  1 0 0 199\ncpu0 0 0 0 99\ncpu1 0 0 0 99\n").ShouldBe(1.0 / 200);
    }

    [Fact]
    public void A_sum_without_processors_is_enough()
    {
        Advance("cpu  0 0 0 0\n");
        Advance("cpu  30 0 0 70\n").ShouldBe(0.3);
    }

    [Fact]
    public void A_counter_that_steps_back_counts_as_unchanged_and_no_tick_counts_twice()
    {
        Advance((0, Times(0, 0, ioWait: 50)));
        Advance((0, Times(50, 50, ioWait: 40))).ShouldBe(0.5);
        Advance((0, Times(100, 100, ioWait: 50))).ShouldBe(0.5); // 40 to 50 has been counted before
        Advance((0, Times(150, 150, ioWait: 150))).ShouldBe(0.25);
    }

    [Fact]
    public void A_steal_counter_that_falls_does_not_stay_at_full_load()
    {
        Advance((0, Times(0, 0, steal: 100_000)));
        Advance((0, Times(10, 90, steal: 7))).ShouldBe(double.NaN);
        Advance((0, Times(20, 180, steal: 7))).ShouldBe(0.1);
    }

    [Fact]
    public void A_counter_that_wrapped_gives_no_value_for_that_interval()
    {
        Advance((0, Times(uint.MaxValue - 5L, 1000)));
        Advance((0, Times(20, 1074))).ShouldBe(double.NaN);
        Advance((0, Times(45, 1149))).ShouldBe(0.25);
    }

    [Fact]
    public void Huge_counters_lose_no_tick()
    {
        const long Huge = (1L << 47) + 1;
        Advance((0, Times(Huge, Huge)), (1, Times(Huge, Huge)));
        Advance((0, Times(Huge + 1, Huge)), (1, Times(Huge, Huge + 2))).ShouldBe(1.0 / 3);
    }

    [Fact]
    public void Nothing_is_computed_across_a_gap()
    {
        Advance(RecordedStat.TwoProcessors);
        _usage.SkipInterval();
        Advance(RecordedStat.TwoProcessorsLater).ShouldBe(double.NaN);
        _perLogical.ShouldAllBeNaN();
    }

    [Fact]
    public void The_modes_of_an_interval_add_up_to_1()
    {
        Advance(RecordedStat.TwoProcessors);
        Advance(RecordedStat.TwoProcessorsLater);
        var modes = _usage.Gain.Over(_usage.Gain.Total, CpuModeSet.All);
        (modes.User + modes.Nice + modes.System + modes.Idle + modes.IoWait + modes.Irq + modes.SoftIrq + modes.Steal)
            .ShouldBe(1, 1e-12);
        modes.Idle.ShouldBe(94.0 / 200);
    }

    [Fact]
    public void The_sum_over_all_time_gains_exactly_what_utilizations_are_made_of()
    {
        Advance("cpu  100 0 0 1000\ncpu0 50 0 0 500\ncpu1 50 0 0 500\n");
        _usage.Cumulative.Total.ShouldBe(1100);
        Advance("cpu  150 0 0 91050\ncpu0 100 0 0 550\n"); // processor 1 went offline, and the kernel's sum jumped
        _usage.Cumulative.Total.ShouldBe(1200);
        Advance("cpu  250 0 0 91050\ncpu0 200 0 0 550\n");
        _usage.Cumulative.User.ShouldBe(250);
    }

    [Fact]
    public void Whatever_counters_do_the_utilization_is_possible_or_not_available_and_no_sum_falls()
    {
        var counters = Gen.Select(Gen.Long[0, 1 << 20], Gen.Long[0, 1 << 20], Gen.Long[0, 300], Gen.Long[0, 300],
            (user, idle, ioWait, steal) => Times(user, idle, ioWait, steal));
        Gen.Select(Gen.Int[0, 7], counters).Array[0, 8].Sample(
            processors =>
            {
                var before = _usage.Cumulative;
                double machine = Advance(processors);
                return _usage.Cumulative.LargestFallSince(before) == 0 && _perLogical.Append(machine).All(value => double.IsNaN(value) || value is >= 0 and <= 1);
            },
            threads: 1); // one usage sees them all, one after the other
    }
}
