using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Tests.Container;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>The Linux sensors of containers on trees of files: version 2, version 1, and both.</summary>
[SupportedOSPlatform("linux")]
public sealed class ContainerSensorLinuxTests : IDisposable
{
    private const long MachineBytes = 16L << 30;
    private readonly CgroupTree _tree = new();

    public void Dispose() => _tree.Dispose();

    private void BuildVersion2()
    {
        _tree.Mount("v2", null, "/slice/box");
        _tree.Write("v2/slice/box/cgroup.events", "populated 1\nfrozen 0\n");
        _tree.Write("v2/slice/box/cpu.stat", "usage_usec 3000000\nuser_usec 2000000\nsystem_usec 1000000\n"
            + "nr_periods 20\nnr_throttled 5\nthrottled_usec 250000\nnr_bursts 0\n");
        _tree.Write("v2/slice/box/cpu.max", "max 100000\n");
        _tree.Write("v2/slice/cpu.max", "150000 100000\n");
        _tree.Write("v2/slice/box/cpuset.cpus.effective", "0-1,4\n");
        _tree.Write("v2/slice/box/cpu.pressure", "some avg10=10.00 avg60=0.00 avg300=0.00 total=9000000\n");
        _tree.Write("v2/slice/box/memory.current", "1000\n");
        _tree.Write("v2/slice/box/memory.max", "8000\n");
        _tree.Write("v2/slice/memory.max", "2000\n");
        _tree.Write("v2/slice/box/memory.stat", "anon 300\nfile 600\ninactive_file 400\nslab 7\n");
        _tree.Write("v2/slice/box/memory.events", "low 0\noom 2\noom_kill 1\n");
        _tree.Write("v2/slice/box/memory.swap.current", "50\n");
        _tree.Write("v2/slice/box/memory.swap.max", "max\n");
    }

    private static ContainerMemoryReading Read(ContainerMemorySensor sensor)
    {
        sensor.TryRead(out var reading, out var error).ShouldBeTrue(error);
        return reading;
    }

    private static ContainerCpuReading Read(ContainerCpuSensor sensor)
    {
        sensor.TryRead(out var reading, out var error).ShouldBeTrue(error);
        return reading;
    }

    [LinuxFact]
    public void Version_2_has_its_own_counters_and_the_least_limit_of_the_groups_above()
    {
        BuildVersion2();
        using var sensor = ContainerCpuSensor.Open(_tree.Paths());
        var reading = Read(sensor);
        (reading.TimeSeconds, reading.UserSeconds, reading.SystemSeconds).ShouldBe((3.0, 2.0, 1.0));
        reading.Limit.ShouldBe(1.5);
        reading.LogicalCount.ShouldBe(3);
        (reading.PeriodCount, reading.ThrottledPeriodCount, reading.ThrottledSeconds).ShouldBe((20.0, 5.0, 0.25));
        reading.Pressure.Some.Ratio10s.ShouldBe(0.1);
        _tree.Write("v2/slice/cpu.max", "max 100000\n");
        Read(sensor).Limit.ShouldBe(double.NaN, "limits may be lifted while it runs");
    }

    [LinuxFact]
    public void The_least_limit_holds_wherever_it_is_set()
    {
        BuildVersion2();
        _tree.Write("v2/slice/box/cpu.max", "50000 100000\n");
        _tree.Write("v2/slice/box/memory.max", "1500\n");
        using var cpu = ContainerCpuSensor.Open(_tree.Paths());
        using var memory = ContainerMemorySensor.Open(_tree.Paths(), MachineBytes);
        (Read(cpu).Limit, Read(memory).LimitBytes).ShouldBe((0.5, 1500L));
        _tree.Write("v2/slice/cpu.max", "20000 100000\n");
        _tree.Write("v2/slice/memory.max", "1200\n");
        (Read(cpu).Limit, Read(memory).LimitBytes).ShouldBe((0.2, 1200L));
    }

    [LinuxFact]
    public void Version_2_memory_is_charged_less_what_can_be_dropped()
    {
        BuildVersion2();
        using var sensor = ContainerMemorySensor.Open(_tree.Paths(), MachineBytes);
        var reading = Read(sensor);
        (reading.UsageBytes, reading.WorkingSetBytes, reading.LimitBytes).ShouldBe((1000L, 600L, 2000L));
        (reading.AvailableBytes, reading.Utilization).ShouldBe((1400L, 0.3));
        (reading.AnonymousBytes, reading.FileBytes, reading.OutOfMemoryKillCount).ShouldBe((300L, 600L, 1L));
        (reading.SwapUsedBytes, reading.SwapLimitBytes).ShouldBe((50L, null));
        reading.Pressure.ShouldBe(Pressure.NotAvailable);
        _tree.Write("v2/slice/box/memory.current", "100\n");
        Read(sensor).WorkingSetBytes.ShouldBe(0, "the two files are read one after the other");
    }

    [LinuxFact]
    public void Version_1_has_quotas_of_minus_one_and_sentinels_that_are_no_limits()
    {
        _tree.Mount("cpu", "cpu,cpuacct", "/docker/8f3c");
        _tree.Mount("memory", "memory", "/docker/8f3c");
        _tree.Write("cpu/docker/8f3c/cpuacct.usage", "5000000000\n");
        _tree.Write("cpu/docker/8f3c/cpu.stat", "nr_periods 7\nnr_throttled 2\nthrottled_time 500000000\n");
        _tree.Write("cpu/docker/8f3c/cpu.cfs_quota_us", "-1\n");
        _tree.Write("cpu/docker/8f3c/cpu.cfs_period_us", "100000\n");
        _tree.Write("memory/docker/8f3c/memory.usage_in_bytes", "1000\n");
        _tree.Write("memory/docker/8f3c/memory.limit_in_bytes", "9223372036854771712\n");
        _tree.Write("memory/docker/8f3c/memory.stat", "cache 1\nrss 2\ninactive_file 3\n"
            + "total_cache 600\ntotal_rss 300\ntotal_inactive_file 400\n");
        _tree.Write("memory/docker/8f3c/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 3\n");
        _tree.Write("memory/docker/8f3c/memory.memsw.usage_in_bytes", "1100\n");

        using var cpu = ContainerCpuSensor.Open(_tree.Paths());
        var time = Read(cpu);
        (time.TimeSeconds, time.ThrottledSeconds, time.PeriodCount).ShouldBe((5.0, 0.5, 7.0));
        time.Limit.ShouldBe(double.NaN);
        time.UserSeconds.ShouldBe(double.NaN);
        _tree.Write("cpu/docker/8f3c/cpu.cfs_quota_us", "50000\n");
        Read(cpu).Limit.ShouldBe(0.5);

        using var memory = ContainerMemorySensor.Open(_tree.Paths(), MachineBytes);
        var reading = Read(memory);
        (reading.WorkingSetBytes, reading.AnonymousBytes, reading.FileBytes).ShouldBe((600L, 300L, 600L));
        (reading.LimitBytes, reading.OutOfMemoryKillCount, reading.SwapUsedBytes).ShouldBe((null, 3L, 100L));
        reading.Utilization.ShouldBe(double.NaN);
    }

    [LinuxFact]
    public void A_limit_above_the_machine_s_memory_limits_nothing()
    {
        BuildVersion2();
        using var sensor = ContainerMemorySensor.Open(_tree.Paths(), machineBytes: 1999);
        Read(sensor).LimitBytes.ShouldBeNull();
        _tree.Write("v2/slice/box/memory.swap.max", "5000\n");
        Read(sensor).SwapLimitBytes.ShouldBe(5000, "swap may be larger than memory");
        using var exact = ContainerMemorySensor.Open(_tree.Paths(), machineBytes: 2000);
        Read(exact).LimitBytes.ShouldBe(2000);
    }

    [LinuxFact]
    public void On_a_hybrid_system_the_files_tell_which_version_has_the_controller()
    {
        _tree.Mount("memory", "memory", "/");
        BuildVersion2();
        using var sensor = ContainerMemorySensor.Open(_tree.Paths(), MachineBytes);
        Read(sensor).UsageBytes.ShouldBe(1000);
    }

    [LinuxFact]
    public void The_root_of_the_machine_is_no_container()
    {
        _tree.Mount("v2", null, "/");
        _tree.Write("v2/cpu.stat", "usage_usec 5\n"); // the root has this one, and neither cgroup.events nor sizes
        Should.Throw<IOException>(() => ContainerCpuSensor.Open(_tree.Paths())).Message.ShouldContain("no container");
        Should.Throw<IOException>(() => ContainerMemorySensor.Open(_tree.Paths(), MachineBytes))
            .Message.ShouldContain("memory");
    }

    [LinuxFact]
    public void The_root_of_version_1_is_a_container_only_if_a_container_left_its_marks()
    {
        _tree.Mount("memory", "memory", "/");
        _tree.Write("memory/memory.usage_in_bytes", "1000\n");
        Should.Throw<IOException>(() => ContainerMemorySensor.Open(_tree.Paths(), MachineBytes));
        using var sensor = ContainerMemorySensor.Open(_tree.Paths(hasMarks: true), MachineBytes);
        var reading = Read(sensor);
        reading.UsageBytes.ShouldBe(1000);
        reading.WorkingSetBytes.ShouldBeNull();
    }

    [LinuxFact]
    public void Files_that_turn_into_rubbish_give_a_reason_and_work_again_later()
    {
        BuildVersion2();
        using var sensor = ContainerCpuSensor.Open(_tree.Paths());
        _tree.Write("v2/slice/box/cpu.stat", "rubbish\n");
        sensor.TryRead(out var reading, out var error).ShouldBeFalse();
        error.ShouldNotBeNull().ShouldContain("cpu.stat");
        reading.TimeSeconds.ShouldBe(double.NaN);
        _tree.Write("v2/slice/box/cpu.stat", "usage_usec 4000000\n");
        Read(sensor).TimeSeconds.ShouldBe(4);
    }

    [LinuxFact]
    public void Reading_allocates_nothing()
    {
        BuildVersion2();
        using var cpu = ContainerCpuSensor.Open(_tree.Paths());
        using var memory = ContainerMemorySensor.Open(_tree.Paths(), MachineBytes);
        Allocation.Of(() =>
        {
            cpu.TryRead(out _, out _);
            memory.TryRead(out _, out _);
        }).ShouldBe(0);
    }
}
