using System.Runtime.CompilerServices;
using Shouldly;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Interop;
using Xunit;

namespace Sightglass.Sensors.Tests.Cpu;

public sealed class WindowsCountersTests
{
    [Fact]
    public void Kernel_time_includes_idle_time()
    {
        // 70 idle, 30 kernel beside it (interrupts and DPCs are in there), 50 user: 80 of 150.
        var counters = WindowsCounters.From(70, kernelTime: 100, userTime: 50, dpcTime: 7, interruptTime: 4);
        counters.Busy.ShouldBe(80);
        counters.Total.ShouldBe(150);
        counters.Idle.ShouldBe(70);
    }

    [Fact]
    public void Interrupts_and_DPCs_are_parts_of_kernel_time_and_counted_once()
    {
        var counters = WindowsCounters.From(70, kernelTime: 100, userTime: 50, dpcTime: 7, interruptTime: 4);
        (counters.Irq, counters.SoftIrq, counters.System).ShouldBe((4L, 7L, 19L));
    }

    [Theory]
    [InlineData(40, 0)]
    [InlineData(0, 40)]
    [InlineData(25, 25)]
    [InlineData(-5, -5)]
    public void Parts_larger_than_the_whole_count_for_no_more_than_it(long dpcTime, long interruptTime) =>
        WindowsCounters.From(70, 100, 50, dpcTime, interruptTime).Total.ShouldBe(150);

    [Fact]
    public void Modes_that_Windows_does_not_have_are_not_available()
    {
        var modes = new CpuCounters { User = 1, Idle = 1 }.Over(2, WindowsCounters.Modes);
        (modes.User, modes.Idle, modes.Irq).ShouldBe((0.5, 0.5, 0.0));
        new[] { modes.Nice, modes.IoWait, modes.Steal }.ShouldAllBeNaN();
    }

    [Fact]
    public void More_idle_than_kernel_time_does_not_make_work_negative() =>
        WindowsCounters.From(idleTime: 101, kernelTime: 100, 0, 0, 0).Busy.ShouldBe(0);

    [Fact]
    public void A_processor_takes_48_bytes_as_Windows_writes_them() =>
#pragma warning disable CA1416 // its size is the same everywhere
        Unsafe.SizeOf<Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION>().ShouldBe(0x30);
#pragma warning restore CA1416
}
