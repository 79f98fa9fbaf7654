using System.Diagnostics;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>
/// A publisher and a load in a real control group with a CPU quota and a memory limit: what its topics say beside what
/// the kernel's own files say of the same interval.
/// </summary>
[Collection(nameof(Alone))]
public sealed class ContainerTruthTests : IDisposable
{
    private const double CpuLimit = 0.4;
    private const long MiB = 1 << 20, MemoryLimitBytes = 512 * MiB;
    private const int WindowSamples = 15;

    private readonly ControlGroup _group = ControlGroup.Create(CpuLimit, MemoryLimitBytes);
    private readonly Sandbox _sandbox = new();

    public ContainerTruthTests()
    {
        _group.Start(_sandbox, Sandbox.ProgramPath, "publish", "--sensors", "container", "--interval", "200ms")
            .WaitForLine("Publishing");
    }

    public void Dispose()
    {
        _sandbox.Dispose(); // its processes first: a group with processes in it stays
        _group.Dispose();
    }

    [ControlGroupFact]
    public void Usage_and_throttling_are_what_the_kernel_counted_over_the_same_interval()
    {
        // More than the quota on every processor: without throttling it would be used up twice.
        for (var i = 0; i < 2; i++) _group.Start(_sandbox, "/bin/sh", "-c", "while :; do :; done");
        var watching = _sandbox.Start("watch", "container.cpu", "--output", "ndjson");
        watching.WaitForLines(5);

        var (before, since) = (Kernel.Read(_group), Stopwatch.GetTimestamp());
        var from = watching.Lines.Length + 1; // a line that is on its way may be of a sample before
        watching.WaitForLines(from + WindowSamples);
        var (after, elapsed) = (Kernel.Read(_group), Stopwatch.GetElapsedTime(since));
        var window = watching.Lines[from..(from + WindowSamples)];

        foreach (var line in window)
        {
            // Counters are the kernel's own, to the last digit: each was read between our two readings.
            Value(line, "time").ShouldBeInRange(before.CpuSeconds, after.CpuSeconds);
            Value(line, "periods").ShouldBeInRange(before.Periods, after.Periods);
            Value(line, "throttled.periods").ShouldBeInRange(before.ThrottledPeriods, after.ThrottledPeriods);
            Value(line, "throttled.time").ShouldBeInRange(before.ThrottledSeconds, after.ThrottledSeconds);
            Value(line, "limit").ShouldBe(CpuLimit);
            Value(line, "utilization").ShouldBe(Math.Min(1, Value(line, "usage") / CpuLimit), 1e-9);
        }
        var truth = (after.CpuSeconds - before.CpuSeconds) / elapsed.TotalSeconds;
        window.Average(line => Value(line, "usage")).ShouldBe(truth, 0.25 * truth);
        after.ThrottledPeriods.ShouldBeGreaterThan(before.ThrottledPeriods);
        window.Max(line => Value(line, "throttled.utilization")).ShouldBeGreaterThan(0);
    }

    [ControlGroupFact]
    public void Memory_is_what_the_kernel_charges_less_what_it_would_drop_at_once()
    {
        const int AnonymousMiB = 60, FileMiB = 40;
        var file = Path.Combine(Path.GetTempPath(), $"sightglass-{Environment.ProcessId}.bin");
        try
        {
            _group.Start(_sandbox, "dd", "if=/dev/zero", $"of={file}", "bs=1M", $"count={FileMiB}").End();
            var holder = _group.Start(_sandbox, "/bin/sh", "-c",
                $"held=$(head -c {AnonymousMiB}M /dev/zero | tr '\\0' x); echo held; read end");
            holder.WaitForLine("held");

            var watching = _sandbox.Start("watch", "container.memory", "--output", "ndjson");
            watching.WaitForLines(5);
            var before = Kernel.Read(_group);
            var from = watching.Lines.Length + 1;
            watching.WaitForLines(from + 1);
            var after = Kernel.Read(_group);
            var line = watching.Lines[from];

            MemoryValue(line, "limit").ShouldBe(MemoryLimitBytes);
            ShouldBeBetween(MemoryValue(line, "usage"), before.MemoryBytes, after.MemoryBytes);
            ShouldBeBetween(MemoryValue(line, "working_set"), before.WorkingSetBytes, after.WorkingSetBytes);
            ShouldBeBetween(MemoryValue(line, "anonymous"), before.AnonymousBytes, after.AnonymousBytes);
            MemoryValue(line, "utilization").ShouldBe(MemoryValue(line, "working_set") / MemoryLimitBytes, 1e-9);
            MemoryValue(line, "anonymous").ShouldBeGreaterThan(AnonymousMiB * MiB);
            // The file that was written counts as used, and not as needed.
            (MemoryValue(line, "usage") - MemoryValue(line, "working_set")).ShouldBeGreaterThan(FileMiB / 2 * MiB);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The kernel charges by batches of pages per processor, and the publisher itself is in the group.</summary>
    private static void ShouldBeBetween(double value, double one, double other) =>
        value.ShouldBeInRange(Math.Min(one, other) - 2 * MiB, Math.Max(one, other) + 2 * MiB);

    private static double Value(string line, string field) => TruthTests.Values(line, $"container.cpu.{field}").Single();

    private static double MemoryValue(string line, string field) =>
        TruthTests.Values(line, $"container.memory.{field}").Single();

    /// <summary>The kernel's files at one moment.</summary>
    private sealed record Kernel(double CpuSeconds, double Periods, double ThrottledPeriods, double ThrottledSeconds,
        double MemoryBytes, double WorkingSetBytes, double AnonymousBytes)
    {
        internal static Kernel Read(ControlGroup group) => new(group.CpuSeconds, group.Periods, group.ThrottledPeriods,
            group.ThrottledSeconds, group.MemoryBytes, group.MemoryBytes - group.InactiveFileBytes, group.AnonymousBytes);
    }
}
