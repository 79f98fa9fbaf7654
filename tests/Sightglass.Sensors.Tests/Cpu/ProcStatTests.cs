using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Cpu;
using Xunit;

namespace Sightglass.Sensors.Tests.Cpu;

public sealed class ProcStatTests
{
    private static CpuReading Parse(string text, bool expected = true)
    {
        var reading = new CpuReading();
        ProcStat.TryParse(Encoding.UTF8.GetBytes(text), reading).ShouldBe(expected);
        return reading;
    }

    [Fact]
    public void Every_mode_is_read_from_its_field()
    {
        var reading = Parse("cpu  1 2 3 4 5 6 7 8 9 10\ncpu0 11 12 13 14 15 16 17 18 19 20\n");
        reading.Machine.ShouldBe(new CpuCounters
        {
            User = 1,
            Nice = 2,
            System = 3,
            Idle = 4,
            IoWait = 5,
            Irq = 6,
            SoftIrq = 7,
            Steal = 8,
        });
        reading.TryGet(0, out var first).ShouldBeTrue();
        first.User.ShouldBe(11);
        first.Steal.ShouldBe(18);
    }

    [Fact]
    public void Steal_is_busy_and_iowait_is_idle()
    {
        var machine = Parse("cpu  1 10 100 1000 10000 100000 1000000 10000000 0 0\n").Machine;
        machine.Busy.ShouldBe(11_100_111);
        machine.Total.ShouldBe(11_111_111);
    }

    [Fact]
    public void Guest_time_is_not_added_a_second_time()
    {
        var machine = Parse(RecordedStat.Hypervisor).Machine;
        machine.Busy.ShouldBe(1000 + 200 + 100 + 10 + 20);
        machine.Total.ShouldBe(1000 + 200 + 100 + 5000 + 300 + 10 + 20);
    }

    [Fact]
    public void Fields_of_future_kernels_change_nothing() =>
        Parse("cpu  1 2 3 4 5 6 7 8 9 10 11 12 what\n").Machine.Total.ShouldBe(36);

    [Fact]
    public void Fields_that_an_old_kernel_lacks_are_zero()
    {
        var machine = Parse(RecordedStat.FourFields).Machine;
        machine.Busy.ShouldBe(1279636 + 934 + 62330);
        machine.Total.ShouldBe(1279636 + 934 + 62330 + 1246434);
    }

    [Fact]
    public void A_processor_is_known_by_its_number_and_not_by_its_line()
    {
        var reading = Parse(RecordedStat.Hotplug);
        reading.OnlineCount.ShouldBe(5);
        reading.Limit.ShouldBe(8);
        reading.TryGet(4, out var fourth).ShouldBeTrue();
        fourth.User.ShouldBe(10300);
        foreach (int offline in new[] { 2, 3, 6, 8, 1000 })
            reading.TryGet(offline, out _).ShouldBeFalse();
    }

    [Fact]
    public void Five_hundred_and_twelve_processors_are_all_read()
    {
        var reading = Parse(RecordedStat.Many(512, ticks: 1000, number => number % 101));
        reading.OnlineCount.ShouldBe(512);
        for (int number = 0; number < 512; number++)
        {
            reading.TryGet(number, out var counters).ShouldBeTrue();
            counters.Utilization.ShouldBe(number % 101 / 100.0);
        }
    }

    [Fact]
    public void Without_a_sum_of_the_system_the_processors_are_summed()
    {
        var reading = Parse("cpu0 1 0 0 10 0 0 0 0\ncpu3 2 0 0 20 0 0 0 0\n");
        reading.HasMachine.ShouldBeFalse();
        reading.Machine.Total.ShouldBe(33);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n\n")]
    [InlineData("cpu")]
    [InlineData("cpu\n")]
    [InlineData("cpu  1 2 3\n")] // three fields are no kernel's
    [InlineData("cpu  1 2 3 4")] // the line may go on
    [InlineData("cpu  -1 2 3 4\n")]
    [InlineData("cpu  +1 2 3 4\n")]
    [InlineData("cpu  1 2 3 4 x\n")]
    [InlineData("cpu  1 2 3 4x 5\n")]
    [InlineData("cpu  1,2,3,4\n")]
    [InlineData("cpu  1 2 3 18446744073709551616\n")]
    [InlineData("cpu  1 2 3 9223372036854775807\n")]
    [InlineData("cpu8192 1 2 3 4\n")]
    [InlineData("cpu99999999999999999999 1 2 3 4\n")]
    [InlineData("cpu-1 1 2 3 4\n")]
    [InlineData("cpufreq 1 2 3 4\n")]
    [InlineData("CPU  1 2 3 4\n")]
    [InlineData(" cpu 1 2 3 4\n")]
    [InlineData("intr 1 2 3 4 5 6 7 8\n")]
    public void What_is_no_line_of_counters_gives_no_counters(string text) => Parse(text, expected: false);

    [Fact]
    public void A_rubbish_line_spoils_no_other()
    {
        var reading = Parse("cpu  1 2 x 4\ncpu0 5 0 0 5\ncpu1 garbage\n\0\0\xff\ncpu2 7 0 0 7\n");
        reading.HasMachine.ShouldBeFalse();
        reading.OnlineCount.ShouldBe(2);
        reading.Machine.Total.ShouldBe(24);
    }

    [Fact]
    public void A_text_cut_anywhere_gives_a_counter_whole_or_not_at_all()
    {
        var whole = Parse(RecordedStat.TwoProcessors);
        var bytes = Encoding.UTF8.GetBytes(RecordedStat.TwoProcessors);
        for (int length = 0; length < bytes.Length; length++)
        {
            var cut = new CpuReading();
            ProcStat.TryParse(bytes.AsSpan(0, length), cut);
            if (cut.HasMachine)
                cut.Machine.ShouldBe(whole.Machine);
            for (int number = 0; number < 2; number++)
            {
                whole.TryGet(number, out var expected);
                if (cut.TryGet(number, out var counters))
                    counters.ShouldBe(expected);
            }
        }
    }

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception_and_give_a_possible_utilization()
    {
        var usage = new CpuUsage(largestFall: 100);
        Rubbish.Of(RecordedStat.TwoProcessors, "cpu", "cpu0 ", "cpu1", "cpu8191 ", "cpu8192 ").Sample(
            bytes =>
            {
                var reading = new CpuReading();
                ProcStat.TryParse(bytes, reading);
                var perLogical = new double[4];
                double utilization = usage.Advance(reading, perLogical);
                return perLogical.Append(utilization).All(value => double.IsNaN(value) || value is >= 0 and <= 1);
            },
            threads: 1); // one usage sees them all, one after the other
    }
}
