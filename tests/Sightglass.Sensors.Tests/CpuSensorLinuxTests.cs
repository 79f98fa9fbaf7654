using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Tests.Cpu;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>The Linux sensor on recorded files, which change as the kernel's do on machines we do not have.</summary>
[SupportedOSPlatform("linux")]
public sealed class CpuSensorLinuxTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sightglass-cpu-").FullName;
    private string StatPath => Path.Combine(_directory, "stat");
    private string PresentPath => Path.Combine(_directory, "present");

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private CpuSensor Open(string stat, string? present = null)
    {
        File.WriteAllText(StatPath, stat);
        if (present is not null)
            File.WriteAllText(PresentPath, present);
        return CpuSensor.Open(StatPath, PresentPath);
    }

    private static double Read(CpuSensor sensor, double[] perLogical)
    {
        sensor.TryRead(perLogical, out double utilization, out var error).ShouldBeTrue(error);
        return utilization;
    }

    [LinuxFact]
    public void Present_processors_have_a_place_even_if_they_are_offline()
    {
        using var sensor = Open(RecordedStat.Hotplug, "0-11\n");
        sensor.LogicalCapacity.ShouldBe(12);
        var perLogical = new double[12];
        Read(sensor, perLogical);
        sensor.OnlineCount.ShouldBe(5);
    }

    [LinuxTheory]
    [InlineData(null)]
    [InlineData("rubbish")]
    [InlineData("0-1\n")] // a container may hide what is really there
    public void Without_a_true_list_the_highest_processor_seen_decides(string? present)
    {
        using var sensor = Open(RecordedStat.Hotplug, present);
        sensor.LogicalCapacity.ShouldBe(8);
    }

    [LinuxFact]
    public void Offline_processors_are_not_available()
    {
        using var sensor = Open(RecordedStat.Hotplug, "0-7\n");
        var perLogical = new double[8];
        Read(sensor, perLogical);
        File.WriteAllText(StatPath, RecordedStat.Hotplug.Replace("cpu7 11000", "cpu7 11050", StringComparison.Ordinal));
        Read(sensor, perLogical);
        perLogical[7].ShouldBe(1);
        foreach (int offline in new[] { 2, 3, 6 })
            perLogical[offline].ShouldBe(double.NaN);
    }

    [LinuxFact]
    public void The_buffer_grows_with_the_text()
    {
        using var sensor = Open(RecordedStat.TwoProcessors, "0-2047\n");
        var perLogical = new double[2048]; // 70 kB before the end of the processors
        Read(sensor, perLogical);
        File.WriteAllText(StatPath, RecordedStat.Many(2048, ticks: 1000, number => number % 101));
        Read(sensor, perLogical);
        File.WriteAllText(StatPath, RecordedStat.Many(2048, ticks: 2000, number => number % 101));
        Read(sensor, perLogical);
        sensor.OnlineCount.ShouldBe(2048);
        for (int number = 0; number < 2048; number++)
            perLogical[number].ShouldBe(number % 101 / 100.0);
    }

    [LinuxFact]
    public void A_processor_plugged_in_later_counts_in_the_total_only()
    {
        using var sensor = Open("cpu0 0 0 0 0\n", "0\n");
        var perLogical = new double[3];
        Read(sensor, perLogical);
        File.WriteAllText(StatPath, "cpu0 0 0 0 100\ncpu1 0 0 0 0\n");
        Read(sensor, perLogical).ShouldBe(0);
        File.WriteAllText(StatPath, "cpu0 0 0 0 200\ncpu1 100 0 0 0\n");
        Read(sensor, perLogical).ShouldBe(0.5);
        perLogical.ShouldBe([0, double.NaN, double.NaN]);
    }

    [LinuxFact]
    public void A_failed_reading_gives_no_value_and_a_reason_and_the_next_one_covers_both_intervals()
    {
        using var sensor = Open("cpu0 0 0 0 0\n", "0\n");
        var perLogical = new double[1];
        Read(sensor, perLogical);

        File.WriteAllText(StatPath, "out of order\n");
        perLogical[0] = 0.7;
        sensor.TryRead(perLogical, out double utilization, out var error).ShouldBeFalse();
        utilization.ShouldBe(double.NaN);
        perLogical[0].ShouldBe(double.NaN);
        error.ShouldNotBeNull().ShouldContain(StatPath);

        File.WriteAllText(StatPath, "cpu0 50 0 0 150\n");
        Read(sensor, perLogical).ShouldBe(0.25);
    }

    [LinuxFact]
    public void A_file_that_cannot_be_opened_is_named_at_opening()
    {
        var e = Should.Throw<IOException>(() => CpuSensor.Open(Path.Combine(_directory, "nowhere"), PresentPath));
        e.Message.ShouldContain("nowhere");
        e.Message.ShouldContain("procfs");
    }

    [LinuxFact]
    public void A_file_without_counters_is_refused_at_opening() =>
        Should.Throw<IOException>(() => Open("MemTotal: 5 kB\n")).Message.ShouldContain(StatPath);

    [LinuxFact]
    public void A_directory_in_place_of_the_file_is_refused_at_opening() =>
        Should.Throw<IOException>(() => CpuSensor.Open(_directory, PresentPath)).Message.ShouldContain(_directory);
}
