using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.disk</c>.</summary>
internal sealed class DiskTopic : MachineTopic
{
    private static readonly Numbers<DiskSensor> _numbers = new(
        Counter("io.read", "By", DiskCounter.ReadBytes, "Bytes read from all physical disks."),
        Counter("io.write", "By", DiskCounter.WrittenBytes, "Bytes written to all physical disks."),
        Counter("operations.read", "{operation}", DiskCounter.ReadOperations, "Requests to read, of all physical disks."),
        Counter("operations.write", "{operation}", DiskCounter.WriteOperations, "Requests to write, of all physical disks."),
        Rate("io.read", "By/s", DiskCounter.ReadBytes),
        Rate("io.write", "By/s", DiskCounter.WrittenBytes),
        Rate("operations.read", "{operation}/s", DiskCounter.ReadOperations),
        Rate("operations.write", "{operation}/s", DiskCounter.WriteOperations));

    private static readonly DeviceColumns<DiskSensor> _columns = new("system.disk.device.name",
        "Per place: the disk that has it, or nothing. All other fields with places have the same order.",
        Column("io.read", "By", DiskCounter.ReadBytes, "Bytes read."),
        Column("io.write", "By", DiskCounter.WrittenBytes, "Bytes written."),
        Column("operations.read", "{operation}", DiskCounter.ReadOperations, "Requests to read."),
        Column("operations.write", "{operation}", DiskCounter.WriteOperations, "Requests to write."),
        Column("io_time", "s", DiskCounter.BusySeconds, "Time in which at least one request was under way."),
        RateColumn("io.read.rate", "By/s", DiskCounter.ReadBytes, "Gain of io.read over the interval."),
        RateColumn("io.write.rate", "By/s", DiskCounter.WrittenBytes, "Gain of io.write over the interval."),
        RateColumn("operations.read.rate", "{operation}/s", DiskCounter.ReadOperations, "Gain of operations.read over the interval."),
        RateColumn("operations.write.rate", "{operation}/s", DiskCounter.WriteOperations, "Gain of operations.write over the interval."),
        RateColumn("utilization", "1", DiskCounter.BusySeconds, "Gain of io_time over the interval, 0..1; a disk that serves many at once may be far from full at 1."));

    private readonly DiskSensor _sensor;
    private readonly Field[] _fields, _columnFields;

    private DiskTopic(DiskSensor sensor) : base(MachineTopics.Disk, SchemaOf(sensor.Capacity))
    {
        _sensor = sensor;
        _fields = _numbers.FieldsOf(Schema);
        _columnFields = _columns.FieldsOf(Schema);
    }

    internal static DiskTopic Open() => new(DiskSensor.Open());

    internal static Schema SchemaOf(int capacity)
    {
        var schema = new SchemaBuilder();
        _numbers.AddTo(schema);
        _columns.AddTo(schema, capacity);
        return schema.Build();
    }

    internal override string? Read() => _sensor.TryRead(out var error) ? null : error;

    internal override void Fill(in Draft draft)
    {
        _numbers.Write(draft, _fields, _sensor);
        _columns.Write(draft, _columnFields, _sensor, static (sensor, place) => sensor.NameOf(place));
    }

    internal override void Discard() => _sensor.Discard();

    public override void Dispose() => _sensor.Dispose();

    private static Number<DiskSensor> Counter(string name, string unit, DiskCounter counter, string description) =>
        new($"system.disk.{name}", unit, s => s.Total(counter), description, FieldKind.Counter);

    private static Number<DiskSensor> Rate(string name, string unit, DiskCounter counter) =>
        new($"system.disk.{name}.rate", unit, s => s.TotalRate(counter), $"Gain of {name} over the interval.");

    private static DeviceColumn<DiskSensor> Column(string name, string unit, DiskCounter counter, string description) =>
        new($"system.disk.device.{name}", unit, s => s.Values(counter), description, FieldKind.Counter);

    private static DeviceColumn<DiskSensor> RateColumn(string name, string unit, DiskCounter counter, string description) =>
        new($"system.disk.device.{name}", unit, s => s.Rates(counter), description);
}
