using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Shouldly;
using Sightglass.Sensors.Interop;
using Xunit;

namespace Sightglass.Sensors.Tests;

/// <summary>
/// Every sensor on the real Windows: its values are plausible and they move. What this Windows does not have (Wine 8 has
/// no counters of disks) must say so at opening.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class WindowsSensorTests
{
    private const long MiB = 1 << 20;

    private static bool IsWine => NativeLibrary.TryGetExport(NativeLibrary.Load("ntdll"), "wine_get_version", out _);

    [WindowsFact] // W2, W3
    public unsafe void Each_group_is_asked_for_its_own_processors_and_all_of_them_count()
    {
        var buffer = new Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION[64];
        long idle = 0;
        uint all = 0;
        for (ushort group = 0; group < Kernel32.GetActiveProcessorGroupCount(); group++)
        {
            uint expected = Kernel32.GetActiveProcessorCount(group), returned = 0;
            all += expected;
            int status;
            fixed (Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION* times = buffer)
                status = Ntdll.NtQuerySystemInformationEx(Ntdll.SystemProcessorPerformanceInformation, &group, sizeof(ushort), times,
                    (uint)(buffer.Length * sizeof(Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION)), &returned);
            if (status is Ntdll.STATUS_INVALID_INFO_CLASS or Ntdll.STATUS_NOT_IMPLEMENTED)
            {
                IsWine.ShouldBeTrue("only Wine does not know this query"); // and there the sensor takes the older one
                continue;
            }
            (status, returned).ShouldBe((Ntdll.STATUS_SUCCESS, expected * 0x30));
            idle += buffer[0].IdleTime;
        }
        using var sensor = CpuSensor.Open();
        var perLogical = new double[sensor.LogicalCapacity];
        sensor.TryRead(perLogical, out _, out var error).ShouldBeTrue(error);
        ((uint)sensor.OnlineCount).ShouldBe(all);
        all.ShouldBe(Kernel32.GetActiveProcessorCount(Kernel32.ALL_PROCESSOR_GROUPS));
        if (!IsWine)
            idle.ShouldBeGreaterThan(0);
    }

    [WindowsFact]
    public void The_CPU_s_modes_add_up_and_its_times_move()
    {
        using var sensor = CpuSensor.Open();
        sensor.TryRead([], out _, out var error).ShouldBeTrue(error);
        var before = sensor.TimesSeconds;
        Truth.Load.Run(threadCount: 1, TimeSpan.FromMilliseconds(600));
        sensor.TryRead([], out double utilization, out error).ShouldBeTrue(error);
        var (shares, times) = (sensor.Utilizations, sensor.TimesSeconds);
        (shares.User + shares.System + shares.Idle + shares.Irq + shares.SoftIrq).ShouldBe(1, 1e-9);
        utilization.ShouldBe(1 - shares.Idle, 1e-9);
        utilization.ShouldBeGreaterThan(0);
        (times.User + times.System).ShouldBeGreaterThan(before.User + before.System);
        times.Idle.ShouldBeGreaterThanOrEqualTo(before.Idle);
        (shares.Nice, shares.IoWait, shares.Steal).ShouldBe((double.NaN, double.NaN, double.NaN));
        sensor.Load.ShouldBe(LoadAverage.NotAvailable);
    }

    [WindowsFact]
    public void Memory_and_commit_are_plausible_and_move()
    {
        using var sensor = MemorySensor.Open();
        sensor.TryRead(out var before, out var error).ShouldBeTrue(error);
        before.TotalBytes.ShouldBeInRange(128 * MiB, 1L << 50);
        before.AvailableBytes!.Value.ShouldBeInRange(MiB, before.TotalBytes);
        if (before.CommitLimitBytes is long limit && before.CommittedBytes is long committed)
            committed.ShouldBeInRange(0, limit);
        // What is not told apart on Windows is not there, and not 0.
        (before.FreeBytes, before.BuffersBytes, before.SwapTotalBytes).ShouldBe((null, null, null));
        var taken = GC.AllocateUninitializedArray<byte>((int)(200 * MiB));
        Array.Fill(taken, (byte)1);
        SpinWait.SpinUntil(() => sensor.TryRead(out var now, out _) && now.UsedBytes > before.UsedBytes + 50 * MiB,
            TimeSpan.FromSeconds(20)).ShouldBeTrue();
        GC.KeepAlive(taken);
    }

    [WindowsFact]
    public void Interfaces_count_what_is_sent()
    {
        using var sensor = NetworkSensor.Open();
        sensor.TryRead(out var error).ShouldBeTrue(error);
        double Sum() => Enumerable.Range(0, sensor.Capacity).Select(place => sensor.Values(NetworkCounter.SentBytes)[place])
            .Where(bytes => !double.IsNaN(bytes)).Sum();
        double before = Sum();
        using var receiver = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var sender = new UdpClient();
        SpinWait.SpinUntil(() =>
        {
            sender.Send(new byte[1000], 1000, (IPEndPoint)receiver.Client.LocalEndPoint!);
            return sensor.TryRead(out _) && Sum() > before;
        }, TimeSpan.FromSeconds(20)).ShouldBeTrue();
    }

    [WindowsFact]
    public void Disks_frequencies_and_the_job_are_plausible_or_say_why_not()
    {
        TryOpen(DiskSensor.Open, sensor =>
        {
            sensor.TryRead(out var error).ShouldBeTrue(error);
            sensor.Total(DiskCounter.ReadBytes).ShouldBeGreaterThan(0);
        });
        TryOpen(FrequencySensor.Open, sensor => sensor.Mean.ShouldBeInRange(1e8, 1e10));
        TryOpen(ContainerCpuSensor.Open, sensor =>
        {
            sensor.TryRead(out var reading, out var error).ShouldBeTrue(error);
            reading.TimeSeconds.ShouldBeGreaterThanOrEqualTo(0);
        });
        TryOpen(ContainerMemorySensor.Open, sensor => sensor.TryRead(out _, out var error).ShouldBeTrue(error));
    }

    private static void TryOpen<T>(Func<T> open, Action<T> check) where T : class, IDisposable
    {
        T sensor;
        try
        {
            sensor = open();
        }
        catch (IOException e)
        {
            e.Message.ShouldNotBeEmpty();
            TestContext.Current.TestOutputHelper?.WriteLine($"{typeof(T).Name}: {e.Message}");
            return;
        }
        using (sensor)
        {
            check(sensor);
            TestContext.Current.TestOutputHelper?.WriteLine($"{typeof(T).Name}: plausible");
        }
    }
}

/// <summary>A test of Windows only. See <see cref="LinuxFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class WindowsFactAttribute : FactAttribute
{
    public WindowsFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = OperatingSystem.IsWindows() ? null : "only on Windows";
}
