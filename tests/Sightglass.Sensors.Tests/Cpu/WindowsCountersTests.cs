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
        var counters = WindowsCounters.From(idleTime: 70, kernelTime: 100, userTime: 50);
        counters.Busy.ShouldBe(80);
        counters.Total.ShouldBe(150);
    }

    [Fact]
    public void More_idle_than_kernel_time_does_not_make_work_negative() =>
        WindowsCounters.From(idleTime: 101, kernelTime: 100, userTime: 0).Busy.ShouldBe(0);

    [Fact]
    public void A_processor_takes_48_bytes_as_Windows_writes_them() =>
#pragma warning disable CA1416 // its size is the same everywhere
        Unsafe.SizeOf<Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION>().ShouldBe(0x30);
#pragma warning restore CA1416
}
