using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.cpu</c>.</summary>
internal sealed class CpuTopic : MachineTopic
{
    private static readonly Numbers<CpuTopic> _numbers = new(
        new(MachineTopics.CpuUtilization, "1", t => t._utilization,
            "Busy time of all processors over the interval, 0..1; steal is busy, waiting for I/O is idle."),
        Share("user", t => t._sensor.Utilizations.User, "Programs, guests included"),
        Share("nice", t => t._sensor.Utilizations.Nice, "Programs of low priority, guests included"),
        Share("system", t => t._sensor.Utilizations.System, "The kernel without interrupts"),
        Share("idle", t => t._sensor.Utilizations.Idle, "Nothing to do"),
        Share("iowait", t => t._sensor.Utilizations.IoWait, "Nothing to do while a program waits for I/O"),
        Share("irq", t => t._sensor.Utilizations.Irq, "Interrupts"),
        Share("softirq", t => t._sensor.Utilizations.SoftIrq, "Deferred work of interrupts; Windows: DPCs"),
        Share("steal", t => t._sensor.Utilizations.Steal, "Given to others by the hypervisor"),
        Time("user", t => t._sensor.TimesSeconds.User),
        Time("nice", t => t._sensor.TimesSeconds.Nice),
        Time("system", t => t._sensor.TimesSeconds.System),
        Time("idle", t => t._sensor.TimesSeconds.Idle),
        Time("iowait", t => t._sensor.TimesSeconds.IoWait),
        Time("irq", t => t._sensor.TimesSeconds.Irq),
        Time("softirq", t => t._sensor.TimesSeconds.SoftIrq),
        Time("steal", t => t._sensor.TimesSeconds.Steal),
        Load("1m", t => t._sensor.Load.OneMinute),
        Load("5m", t => t._sensor.Load.FiveMinutes),
        Load("15m", t => t._sensor.Load.FifteenMinutes),
        Pressure("some.10s", t => t._sensor.Pressure.Some.Ratio10s),
        Pressure("some.60s", t => t._sensor.Pressure.Some.Ratio60s),
        Pressure("some.300s", t => t._sensor.Pressure.Some.Ratio300s),
        new("system.cpu.pressure.some.time", "s", t => t._sensor.Pressure.Some.StalledSeconds,
            PressureWords.DescribeTime("some", "a processor"), FieldKind.Counter),
        new(MachineTopics.CpuLogicalCount, "{cpu}", t => t._sensor.OnlineCount, "Logical processors online."));

    private readonly CpuSensor _sensor;
    private readonly double[] _perLogical;
    private readonly Field[] _fields;
    private readonly Field _logicalOnline, _logicalUtilization;
    private double _utilization;

    private CpuTopic(CpuSensor sensor) : base(MachineTopics.Cpu, SchemaOf(sensor.LogicalCapacity))
    {
        _sensor = sensor;
        _perLogical = new double[sensor.LogicalCapacity];
        _fields = _numbers.FieldsOf(Schema);
        _logicalOnline = Schema[MachineTopics.CpuLogicalOnline];
        _logicalUtilization = Schema[MachineTopics.CpuLogicalUtilization];
    }

    internal static CpuTopic Open() => new(CpuSensor.Open());

    internal static Schema SchemaOf(int logicalCapacity)
    {
        var schema = new SchemaBuilder();
        _numbers.AddTo(schema);
        return schema
            .Add(MachineTopics.CpuLogicalOnline, FieldType.Float64, "1", length: logicalCapacity,
                description: "Per logical processor, by its number: 1 if it is online, else 0.")
            .Add(MachineTopics.CpuLogicalUtilization, FieldType.Float64, "1", length: logicalCapacity,
                description: "Busy time per logical processor, by its number; not available for one that is offline.")
            .Build();
    }

    internal override string? Read() => _sensor.TryRead(_perLogical, out _utilization, out var error) ? null : error;

    internal override void Fill(in Draft draft)
    {
        _numbers.Write(draft, _fields, this);
        _perLogical.CopyTo(draft.Float64s(_logicalUtilization));
        var online = draft.Float64s(_logicalOnline);
        for (var number = 0; number < online.Length; number++) online[number] = _sensor.IsOnline(number) ? 1 : 0;
    }

    internal override void Discard() => _sensor.Discard();

    public override void Dispose() => _sensor.Dispose();

    private static Number<CpuTopic> Share(string mode, Func<CpuTopic, double> value, string what) =>
        new($"system.cpu.utilization.{mode}", "1", value, $"{what}; share of all processors' time over the interval.");

    private static Number<CpuTopic> Time(string mode, Func<CpuTopic, double> value) =>
        new($"system.cpu.time.{mode}", "s", value, "The same as time, summed over all processors.", FieldKind.Counter);

    private static Number<CpuTopic> Load(string window, Func<CpuTopic, double> value) => new($"system.cpu.load.{window}",
        "{thread}", value, $"Threads that ran, wanted to, or waited for a disk; the kernel's average over {window}.");

    private static Number<CpuTopic> Pressure(string name, Func<CpuTopic, double> value) =>
        new($"system.cpu.pressure.{name}", "1", value, PressureWords.Describe(name, "a processor"));
}
