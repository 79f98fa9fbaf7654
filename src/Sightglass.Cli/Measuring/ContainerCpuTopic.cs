using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>container.cpu</c>.</summary>
internal sealed class ContainerCpuTopic : MachineTopic
{
    private static readonly Numbers<ContainerCpuTopic> _numbers = new(
        new("container.cpu.utilization", "1", t => t._reading.Utilization, "Usage over limit, 0..1."),
        new("container.cpu.usage", "{cpu}", t => t._reading.Usage, "Processors' worth of time used over the interval."),
        new("container.cpu.limit", "{cpu}", t => t._reading.Limit,
            "Processors' worth of time it may use; the least of all groups above. Not available if there is no limit."),
        new("container.cpu.logical.count", "{cpu}", t => t._reading.LogicalCount, "Logical processors it may run on."),
        Counter("time", "s", t => t._reading.TimeSeconds, "CPU time of all its processes."),
        Counter("time.user", "s", t => t._reading.UserSeconds, "The part of time spent in programs."),
        Counter("time.system", "s", t => t._reading.SystemSeconds, "The part of time spent in the kernel."),
        Counter("periods", "{period}", t => t._reading.PeriodCount, "Enforcement periods in which it ran."),
        Counter("throttled.periods", "{period}", t => t._reading.ThrottledPeriodCount, "Periods in which its quota was used up."),
        Counter("throttled.time", "s", t => t._reading.ThrottledSeconds, "Time for which it was stopped so."),
        new("container.cpu.throttled.utilization", "1", t => t._reading.ThrottledRatio,
            "Periods throttled over periods, of the interval, 0..1."),
        Pressure("some.10s", t => t._reading.Pressure.Some.Ratio10s),
        Pressure("some.60s", t => t._reading.Pressure.Some.Ratio60s),
        Pressure("some.300s", t => t._reading.Pressure.Some.Ratio300s),
        Counter("pressure.some.time", "s", t => t._reading.Pressure.Some.StalledSeconds, "Time in which some task waited for CPU."),
        Pressure("full.10s", t => t._reading.Pressure.Full.Ratio10s),
        Pressure("full.60s", t => t._reading.Pressure.Full.Ratio60s),
        Pressure("full.300s", t => t._reading.Pressure.Full.Ratio300s),
        Counter("pressure.full.time", "s", t => t._reading.Pressure.Full.StalledSeconds, "Time in which all tasks waited for CPU at once."));

    private readonly ContainerCpuSensor _sensor = ContainerCpuSensor.Open();
    private readonly Field[] _fields;
    private ContainerCpuReading _reading;

    internal ContainerCpuTopic() : base(MachineTopics.ContainerCpu, SchemaOf()) => _fields = _numbers.FieldsOf(Schema);

    internal static Schema SchemaOf() => _numbers.ToSchema();

    internal override string? Read() => _sensor.TryRead(out _reading, out var error) ? null : error;

    internal override void Fill(in Draft draft) => _numbers.Write(draft, _fields, this);

    internal override void Discard() => _sensor.Discard();

    public override void Dispose() => _sensor.Dispose();

    private static Number<ContainerCpuTopic> Counter(string name, string unit, Func<ContainerCpuTopic, double> value, string description) =>
        new($"container.cpu.{name}", unit, value, description, FieldKind.Counter);

    private static Number<ContainerCpuTopic> Pressure(string name, Func<ContainerCpuTopic, double> value) =>
        new($"container.cpu.pressure.{name}", "1", value, PressureWords.Describe(name, "a processor"));
}
