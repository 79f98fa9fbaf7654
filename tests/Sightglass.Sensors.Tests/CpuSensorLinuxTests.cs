using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Tests.Cpu;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>The Linux sensor on recorded files, which change as the kernel's do on machines we do not have.</summary>
[SupportedOSPlatform("linux")]
public sealed class CpuSensorLinuxTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sightglass-cpu-").FullName;
    private string StatPath => Path.Combine(_directory, "stat");
    private CpuPaths Paths => new(StatPath, Path.Combine(_directory, "possible"), Path.Combine(_directory, "loadavg"),
        Path.Combine(_directory, "pressure"));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private CpuSensor Open(string stat, string? possible = null)
    {
        File.WriteAllText(StatPath, stat);
        if (possible is not null)
            File.WriteAllText(Paths.Possible, possible);
        return CpuSensor.Open(Paths);
    }

    private static double Read(CpuSensor sensor, double[] perLogical)
    {
        sensor.TryRead(perLogical, out double utilization, out var error).ShouldBeTrue(error);
        return utilization;
    }

    [LinuxFact]
    public void Possible_processors_have_a_place_even_if_they_are_offline()
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
    public void Without_a_true_list_the_highest_processor_seen_decides(string? possible)
    {
        using var sensor = Open(RecordedStat.Hotplug, possible);
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
    public void A_processor_that_was_not_possible_counts_in_the_total_only()
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
    public void A_processor_that_is_plugged_in_later_has_its_place()
    {
        using var sensor = Open("cpu0 0 0 0 0\n", "0-3\n");
        var perLogical = new double[4];
        Read(sensor, perLogical);
        sensor.IsOnline(3).ShouldBeFalse();
        File.WriteAllText(StatPath, "cpu0 0 0 0 100\ncpu3 0 0 0 0\n");
        Read(sensor, perLogical);
        sensor.IsOnline(3).ShouldBeTrue();
        File.WriteAllText(StatPath, "cpu0 0 0 0 200\ncpu3 100 0 0 0\n");
        Read(sensor, perLogical).ShouldBe(0.5);
        perLogical.ShouldBe([0, double.NaN, double.NaN, 1]);
        sensor.OnlineCount.ShouldBe(2);
        new[] { -1, 4, 1000 }.ShouldAllBe(number => !sensor.IsOnline(number));
    }

    [LinuxFact]
    public void Modes_are_shares_of_the_interval_and_seconds_since_boot()
    {
        using var sensor = Open("cpu  100 200 300 400 500 600 700 800 100 200\n");
        Read(sensor, new double[8]);
        sensor.Utilizations.ShouldBe(CpuModes.NotAvailable);
        sensor.TimesSeconds.ShouldBe(new CpuModes(1, 2, 3, 4, 5, 6, 7, 8));
        File.WriteAllText(StatPath, "cpu  101 202 303 404 505 606 707 808 101 202\n");
        Read(sensor, new double[8]).ShouldBe((36 - 4 - 5) / 36.0);
        sensor.Utilizations.ShouldBe(
            new CpuModes(1 / 36.0, 2 / 36.0, 3 / 36.0, 4 / 36.0, 5 / 36.0, 6 / 36.0, 7 / 36.0, 8 / 36.0));
        sensor.TimesSeconds.ShouldBe(new CpuModes(1.01, 2.02, 3.03, 4.04, 5.05, 6.06, 7.07, 8.08));
    }

    [LinuxFact]
    public void Modes_that_the_kernel_does_not_count_are_not_available()
    {
        using var sensor = Open(RecordedStat.FourFields);
        Read(sensor, new double[8]);
        sensor.TimesSeconds.Idle.ShouldBe(12464.34);
        sensor.TimesSeconds.IoWait.ShouldBe(double.NaN);
        sensor.TimesSeconds.Steal.ShouldBe(double.NaN);
    }

    [LinuxFact]
    public void Times_never_fall_whatever_the_counters_do()
    {
        using var sensor = Open("cpu  100 0 0 1000 500\ncpu0 100 0 0 1000 500\n");
        var perLogical = new double[8];
        Read(sensor, perLogical);
        var last = sensor.TimesSeconds;
        foreach (var stat in new[]
        {
            "cpu  150 0 0 1050 490\ncpu0 150 0 0 1050 490\n", // iowait steps back
            "cpu  10 0 0 20 5\ncpu0 10 0 0 20 5\n", // started anew
            "cpu  20 0 0 30 5\ncpu0 20 0 0 30 5\ncpu1 900 0 0 900 9\n", // one comes
            "cpu  5 0 0 10 1\ncpu1 905 0 0 910 9\n", // one goes, and its time with it
            "rubbish\n",
            "cpu  6 0 0 11 1\ncpu1 906 0 0 911 9\n",
        })
        {
            File.WriteAllText(StatPath, stat);
            if (!sensor.TryRead(perLogical, out _, out _))
            {
                sensor.TimesSeconds.ShouldBe(CpuModes.NotAvailable);
                continue;
            }
            var now = sensor.TimesSeconds;
            now.User.ShouldBeGreaterThanOrEqualTo(last.User);
            now.Idle.ShouldBeGreaterThanOrEqualTo(last.Idle);
            now.IoWait.ShouldBeGreaterThanOrEqualTo(last.IoWait);
            last = now;
        }
        last.User.ShouldBe(1 + 0.5 + 0.1 + 0.05 + 0.01, 1e-9);
        last.IoWait.ShouldBe(5);
    }

    [LinuxFact]
    public void Discarding_skips_the_ratio_and_not_the_time()
    {
        using var sensor = Open("cpu  0 0 0 0\ncpu0 0 0 0 0\n");
        var perLogical = new double[8];
        Read(sensor, perLogical);
        File.WriteAllText(StatPath, "cpu  100 0 0 100\ncpu0 100 0 0 100\n");
        sensor.Discard();
        Read(sensor, perLogical).ShouldBe(double.NaN);
        sensor.Utilizations.ShouldBe(CpuModes.NotAvailable);
        sensor.TimesSeconds.User.ShouldBe(1);
        File.WriteAllText(StatPath, "cpu  100 0 0 200\ncpu0 100 0 0 200\n");
        Read(sensor, perLogical).ShouldBe(0);
    }

    [LinuxFact] // L3, L10
    public void In_LXC_counters_that_begin_again_give_no_value_once_and_no_time_that_falls()
    {
        using var sensor = Open(RecordedStat.Lxc, "0-63\n");
        var perLogical = new double[64];
        Read(sensor, perLogical);
        double user = sensor.TimesSeconds.User;
        File.WriteAllText(StatPath, RecordedStat.LxcRestarted);
        Read(sensor, perLogical).ShouldBe(double.NaN);
        perLogical.ShouldAllBeNaN();
        sensor.TimesSeconds.User.ShouldBe(user);
        File.WriteAllText(StatPath, RecordedStat.LxcRestarted.Replace("cpu0 80 0 10 110", "cpu0 105 0 10 185", StringComparison.Ordinal)
            .Replace("cpu  130 0 20 250", "cpu  155 0 20 325", StringComparison.Ordinal));
        Read(sensor, perLogical).ShouldBe(0.25);
        perLogical[0].ShouldBe(0.25);
        perLogical[1].ShouldBe(double.NaN, "no time has passed on it");
        sensor.TimesSeconds.User.ShouldBe(user + 0.25, 1e-9);
    }

    [LinuxFact]
    public void Load_and_pressure_are_read_where_the_kernel_has_them()
    {
        using (var without = Open("cpu  1 2 3 4\n"))
        {
            Read(without, new double[8]);
            without.Load.ShouldBe(LoadAverage.NotAvailable);
            without.Pressure.ShouldBe(Pressure.NotAvailable);
        }
        File.WriteAllText(Paths.LoadAverage, "0.25 1.50 12.00 1/80 11206\n");
        File.WriteAllText(Paths.Pressure, "some avg10=50.00 avg60=2.50 avg300=0.00 total=1500000\n");
        using var sensor = Open("cpu  1 2 3 4\n");
        Read(sensor, new double[8]);
        sensor.Load.ShouldBe(new LoadAverage(0.25, 1.5, 12));
        sensor.Pressure.Some.ShouldBe(new PressureLevel(0.5, 0.025, 0, 1.5));
        sensor.Pressure.Full.ShouldBe(PressureLevel.NotAvailable);
        File.WriteAllText(Paths.Pressure, "");
        // They are not read at each tick: the kernel computes them every few seconds only.
        Read(sensor, new double[8]);
        sensor.Pressure.ShouldNotBe(Pressure.NotAvailable);
        SpinWait.SpinUntil(() =>
        {
            Read(sensor, new double[8]);
            return sensor.Pressure == Pressure.NotAvailable;
        }, TimeSpan.FromSeconds(20)).ShouldBeTrue();
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
        var e = Should.Throw<IOException>(() => CpuSensor.Open(Paths with { Stat = Path.Combine(_directory, "nowhere") }));
        e.Message.ShouldContain("nowhere");
        e.Message.ShouldContain("/proc");
    }

    [LinuxFact]
    public void A_file_without_counters_is_refused_at_opening() =>
        Should.Throw<IOException>(() => Open("MemTotal: 5 kB\n")).Message.ShouldContain(StatPath);

    [LinuxFact]
    public void A_directory_in_place_of_the_file_is_refused_at_opening() =>
        Should.Throw<IOException>(() => CpuSensor.Open(Paths with { Stat = _directory })).Message.ShouldContain(_directory);
}
