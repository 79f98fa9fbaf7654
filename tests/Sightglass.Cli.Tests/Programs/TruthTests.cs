using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>
/// What comes out at the end of the whole chain (sensor, shared memory, program, pipe) is what the kernel says.
/// </summary>
[Collection(nameof(Alone))]
public sealed class TruthTests : IDisposable
{
    /// <summary>A line comes some milliseconds after its sample was taken; the window has four seconds.</summary>
    private const double Tolerance = 0.05;
    private const int WindowSamples = 4;

    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [LinuxTheory]
    [InlineData(1)]
    [InlineData(0)]
    public void Usage_over_a_window_is_what_the_kernel_counted(int busyThreads)
    {
        using var load = new Load(busyThreads);
        _sandbox.StartPublisher();
        var watching = _sandbox.Start("watch", "system.cpu", "--output", "ndjson", "--from-start");
        // The first sample has no interval behind it and the second a short one.
        watching.WaitForLines(3);
        var from = watching.Lines.Length;
        var before = ReadTimes();
        watching.WaitForLines(from + WindowSamples);
        var after = ReadTimes();

        var truth = (after.Busy - before.Busy) / (double)(after.Total - before.Total);
        var window = watching.Lines[from..(from + WindowSamples)];
        window.Average(l => Values(l, "system.cpu.utilization").Single()).ShouldBe(truth, Tolerance);
        window.Average(l => Values(l, "system.cpu.logical.utilization").Where(v => !double.IsNaN(v)).Average())
            .ShouldBe(truth, Tolerance);
        truth.ShouldBeGreaterThan(busyThreads * 0.9 / Environment.ProcessorCount - Tolerance);
    }

    [LinuxFact]
    public void The_modes_are_the_kernels_and_add_up_to_one()
    {
        string[] modes = ["user", "nice", "system", "idle", "iowait", "irq", "softirq", "steal"];
        _sandbox.StartPublisher("--interval", "200ms");
        var before = ReadTimes();
        var lines = _sandbox.Run("watch", "system.cpu", "--count", "3", "--output", "ndjson").Lines;
        var after = ReadTimes();
        modes.Sum(mode => Values(lines[2], $"system.cpu.utilization.{mode}").Single()).ShouldBe(1, 1e-9);
        var idle = Values(lines[2], "system.cpu.utilization.idle").Single()
            + Values(lines[2], "system.cpu.utilization.iowait").Single();
        Values(lines[2], "system.cpu.utilization").Single().ShouldBe(1 - idle, 1e-9);
        // Counters that stepped back stand still here and not there: seconds, after days.
        var total = modes.Sum(mode => Values(lines[2], $"system.cpu.time.{mode}").Single());
        total.ShouldBeInRange(before.Total / 100.0 - 5, after.Total / 100.0 + 5);
        foreach (var mode in modes)
            lines.Select(line => Values(line, $"system.cpu.time.{mode}").Single()).ShouldBeInOrder();
        Values(lines[2], "system.cpu.logical.online").Sum()
            .ShouldBe(Values(lines[2], "system.cpu.logical.count").Single());
    }

    [LinuxFact]
    public void The_memory_of_the_machine_is_exactly_the_kernels()
    {
        _sandbox.StartPublisher("--interval", "100ms");
        var line = _sandbox.Run("watch", "system.memory", "--count", "1", "--output", "ndjson").Lines.Single();
        var available = ReadMemory("MemAvailable:");
        var total = Values(line, "system.memory.total").Single();
        total.ShouldBe(ReadMemory("MemTotal:"));
        Values(line, "system.memory.available").Single().ShouldBe(available, 0.05 * total);
        Values(line, "system.memory.used").Single().ShouldBe(total - Values(line, "system.memory.available").Single());
    }

    /// <summary>What a line of ndjson has for a field; NaN for null.</summary>
    internal static double[] Values(string line, string field)
    {
        using var json = JsonDocument.Parse(line);
        var value = json.RootElement.GetProperty("values").GetProperty(field);
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Number)] : [Number(value)];
    }

    private static double Number(JsonElement value) =>
        value.ValueKind == JsonValueKind.Null ? double.NaN : value.GetDouble();

    // proc_stat(5): user nice system idle iowait irq softirq steal; waiting for I/O is idle.
    private static (long Busy, long Total) ReadTimes()
    {
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..9]
            .Select(t => long.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        return (ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
    }

    private static double ReadMemory(string name) => 1024 * double.Parse(
        File.ReadLines("/proc/meminfo").Single(l => l.StartsWith(name, StringComparison.Ordinal))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    private sealed class Load : IDisposable
    {
        private readonly List<Thread> _threads = [];
        private volatile bool _isOver;

        internal Load(int threads)
        {
            for (var i = 0; i < threads; i++) _threads.Add(new(() => { while (!_isOver) { } }) { IsBackground = true });
            _threads.ForEach(t => t.Start());
        }

        public void Dispose()
        {
            _isOver = true;
            _threads.ForEach(t => t.Join());
        }
    }
}
