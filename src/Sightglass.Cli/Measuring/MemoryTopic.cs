using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.memory</c>.</summary>
internal sealed class MemoryTopic : MachineTopic
{
    private static readonly Numbers<MemoryTopic> _numbers = new(
        Size("total", t => t._reading.TotalBytes, "Physical memory that the operating system manages."),
        Size("available", t => t._reading.AvailableBytes, "What programs could have without swapping."),
        Size("used", t => t._reading.UsedBytes, "Total less available."),
        new(MachineTopics.MemoryUtilization, "1", t => t._reading.Utilization, "Used over total, 0..1."),
        Size("free", t => t._reading.FreeBytes, "Used for nothing at all."),
        Size("cached", t => t._reading.CachedBytes, "Files in memory, shared memory included."),
        Size("buffers", t => t._reading.BuffersBytes, "Raw blocks of disks in memory."),
        Size("shared", t => t._reading.SharedBytes, "Shared memory and tmpfs; a part of cached that cannot be dropped."),
        Size("slab.reclaimable", t => t._reading.SlabReclaimableBytes, "What the kernel's caches would give back."),
        Size("arc.reclaimable", t => t._reading.ArcReclaimableBytes, "What the cache of ZFS would give back."),
        Size("swap.total", t => t._reading.SwapTotalBytes, "Swap space."),
        Size("swap.used", t => t._reading.SwapUsedBytes, "Swap space in use."),
        Size("commit.used", t => t._reading.CommittedBytes, "Memory promised to programs, touched or not."),
        Size("commit.limit", t => t._reading.CommitLimitBytes, "The most that can be promised."),
        Pressure("some.10s", t => t._sensor.Pressure.Some.Ratio10s),
        Pressure("some.60s", t => t._sensor.Pressure.Some.Ratio60s),
        Pressure("some.300s", t => t._sensor.Pressure.Some.Ratio300s),
        PressureTime("some", t => t._sensor.Pressure.Some.StalledSeconds),
        Pressure("full.10s", t => t._sensor.Pressure.Full.Ratio10s),
        Pressure("full.60s", t => t._sensor.Pressure.Full.Ratio60s),
        Pressure("full.300s", t => t._sensor.Pressure.Full.Ratio300s),
        PressureTime("full", t => t._sensor.Pressure.Full.StalledSeconds));

    private readonly MemorySensor _sensor;
    private readonly Field[] _fields;
    private MemoryReading _reading;

    private MemoryTopic(MemorySensor sensor) : base(MachineTopics.Memory, SchemaOf())
    {
        _sensor = sensor;
        _fields = _numbers.FieldsOf(Schema);
    }

    internal static MemoryTopic Open() => new(MemorySensor.Open());

    internal static Schema SchemaOf() => _numbers.ToSchema();

    internal override string? Read() => _sensor.TryRead(out _reading, out var error) ? null : error;

    internal override void Fill(in Draft draft) => _numbers.Write(draft, _fields, this);

    public override void Dispose() => _sensor.Dispose();

    private static Number<MemoryTopic> Size(string name, Func<MemoryTopic, long?> value, string description) =>
        new($"system.memory.{name}", "By", t => value(t) ?? double.NaN, description);

    private static Number<MemoryTopic> Pressure(string name, Func<MemoryTopic, double> value) =>
        new($"system.memory.pressure.{name}", "1", value, PressureWords.Describe(name, "memory"));

    private static Number<MemoryTopic> PressureTime(string name, Func<MemoryTopic, double> value) =>
        new($"system.memory.pressure.{name}.time", "s", value, PressureWords.DescribeTime(name, "memory"), FieldKind.Counter);
}
