using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>container.memory</c>.</summary>
internal sealed class ContainerMemoryTopic : MachineTopic
{
    private static readonly Numbers<ContainerMemoryTopic> _numbers = new(
        new("container.memory.utilization", "1", t => t._reading.Utilization, "Working set over limit, 0..1."),
        Size("usage", t => t._reading.UsageBytes, "Memory charged to it, caches included."),
        Size("working_set", t => t._reading.WorkingSetBytes, "Usage less what can be dropped at once; what Kubernetes evicts by."),
        Size("limit", t => t._reading.LimitBytes,
            "The least limit of all groups above. Not available if there is none, or only one above the machine's memory."),
        Size("available", t => t._reading.AvailableBytes, "Limit less working set."),
        Size("anonymous", t => t._reading.AnonymousBytes, "Memory of programs themselves."),
        Size("file", t => t._reading.FileBytes, "Files in memory."),
        Size("swap.used", t => t._reading.SwapUsedBytes, "Swap in use."),
        Size("swap.limit", t => t._reading.SwapLimitBytes, "The most swap it may use. Not available if there is no limit."),
        new("container.memory.oom_kills", "{kill}", t => t._reading.OutOfMemoryKillCount ?? double.NaN,
            "Processes of it that the kernel killed for want of memory.", FieldKind.Counter),
        Pressure("some.10s", t => t._reading.Pressure.Some.Ratio10s),
        Pressure("some.60s", t => t._reading.Pressure.Some.Ratio60s),
        Pressure("some.300s", t => t._reading.Pressure.Some.Ratio300s),
        PressureTime("some", t => t._reading.Pressure.Some.StalledSeconds),
        Pressure("full.10s", t => t._reading.Pressure.Full.Ratio10s),
        Pressure("full.60s", t => t._reading.Pressure.Full.Ratio60s),
        Pressure("full.300s", t => t._reading.Pressure.Full.Ratio300s),
        PressureTime("full", t => t._reading.Pressure.Full.StalledSeconds));

    private readonly ContainerMemorySensor _sensor = ContainerMemorySensor.Open();
    private readonly Field[] _fields;
    private ContainerMemoryReading _reading;

    internal ContainerMemoryTopic() : base(MachineTopics.ContainerMemory, SchemaOf()) => _fields = _numbers.FieldsOf(Schema);

    internal static Schema SchemaOf() => _numbers.ToSchema();

    internal override string? Read() => _sensor.TryRead(out _reading, out var error) ? null : error;

    internal override void Fill(in Draft draft) => _numbers.Write(draft, _fields, this);

    public override void Dispose() => _sensor.Dispose();

    private static Number<ContainerMemoryTopic> Size(string name, Func<ContainerMemoryTopic, long?> value, string description) =>
        new($"container.memory.{name}", "By", t => value(t) ?? double.NaN, description);

    private static Number<ContainerMemoryTopic> Pressure(string name, Func<ContainerMemoryTopic, double> value) =>
        new($"container.memory.pressure.{name}", "1", value, PressureWords.Describe(name, "memory"));

    private static Number<ContainerMemoryTopic> PressureTime(string name, Func<ContainerMemoryTopic, double> value) =>
        new($"container.memory.pressure.{name}.time", "s", value, PressureWords.DescribeTime(name, "memory"), FieldKind.Counter);
}
