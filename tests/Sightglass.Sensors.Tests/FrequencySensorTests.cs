using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Frequency;
using Xunit;

namespace Sightglass.Sensors.Tests;

[SupportedOSPlatform("linux")]
public sealed class FrequencySensorTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sightglass-frequency-").FullName;

    private FrequencyPaths Paths => new(_root, Path.Combine(_root, "possible"), Path.Combine(_root, "cpuinfo"));

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_root, path))!);
        File.WriteAllText(Path.Combine(_root, path), text);
    }

    [LinuxFact]
    public void Sysfs_tells_the_frequency_of_each_processor_in_kilohertz()
    {
        Write("possible", "0-3\n");
        Write("cpu0/cpufreq/scaling_cur_freq", "800000\n");
        Write("cpu0/cpufreq/cpuinfo_max_freq", "3600000\n");
        Write("cpu1/cpufreq/scaling_cur_freq", "<unknown>\n");
        Write("cpu1/cpufreq/cpuinfo_max_freq", "4200000\n");
        Write("cpu3/cpufreq/scaling_cur_freq", "1600000\n");
        using var sensor = FrequencySensor.Open(Paths);
        sensor.PerLogical.ToArray().ShouldBe([800e6, double.NaN, double.NaN, 1600e6]);
        (sensor.Mean, sensor.Limit).ShouldBe((1200e6, 4200e6));
        // One more comes online.
        Write("cpu2/cpufreq/scaling_cur_freq", "2400000\n");
        sensor.TryRead(out var error).ShouldBeTrue(error);
        sensor.PerLogical[2].ShouldBe(2400e6);
        Allocation.Of(() => sensor.TryRead(out _)).ShouldBe(0);
    }

    [LinuxFact]
    public void Without_scaling_the_list_of_processors_tells()
    {
        Write("possible", "0-1\n");
        Write("cpuinfo", "processor\t: 1\ncpu MHz\t\t: 2596.134\n");
        using var sensor = FrequencySensor.Open(Paths);
        sensor.PerLogical.ToArray().ShouldBe([double.NaN, 2_596_134_000]);
        sensor.Limit.ShouldBe(double.NaN);
        Write("cpuinfo", "processor\t: 1\n");
        sensor.TryRead(out var error).ShouldBeFalse();
        error.ShouldNotBeNull();
        sensor.PerLogical.ToArray().ShouldAllBeNaN();
    }

    [LinuxFact]
    public void A_machine_that_tells_no_frequency_says_so_at_opening()
    {
        Write("possible", "0-1\n");
        Should.Throw<IOException>(() => FrequencySensor.Open(Paths)).Message.ShouldContain("scaling_cur_freq");
    }

    [LinuxFact]
    public void The_real_sysfs_is_read_whole()
    {
        // sysfs says a page for every file; whoever believes that takes its files for cut short.
        var possible = Sightglass.Sensors.Proc.ProcFile.ReadOnce("/sys/devices/system/cpu/possible");
        Sightglass.Sensors.Cpu.CpuList.TryCount(possible, out int count).ShouldBe(
            File.Exists("/sys/devices/system/cpu/possible"));
        using var sensor = CpuSensor.Open();
        sensor.LogicalCapacity.ShouldBeGreaterThanOrEqualTo(count);
    }
}
