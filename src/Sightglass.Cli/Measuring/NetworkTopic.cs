using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.network</c>.</summary>
internal sealed class NetworkTopic : MachineTopic
{
    private static readonly (string Name, string Unit, NetworkCounter Counter, string Description)[] _counters =
    [
        ("io.receive", "By", NetworkCounter.ReceivedBytes, "Bytes received"),
        ("io.transmit", "By", NetworkCounter.SentBytes, "Bytes sent"),
        ("packets.receive", "{packet}", NetworkCounter.ReceivedPackets, "Packets received"),
        ("packets.transmit", "{packet}", NetworkCounter.SentPackets, "Packets sent"),
        ("errors.receive", "{error}", NetworkCounter.ReceiveErrors, "Packets received with an error"),
        ("errors.transmit", "{error}", NetworkCounter.SendErrors, "Packets not sent for an error"),
        ("dropped.receive", "{packet}", NetworkCounter.ReceiveDrops, "Packets received and dropped"),
        ("dropped.transmit", "{packet}", NetworkCounter.SendDrops, "Packets dropped before they were sent"),
    ];

    /// <summary>Bytes and packets, and not what seldom happens.</summary>
    private const int RateCount = 4;

    private static readonly Numbers<NetworkSensor> _numbers = new([
        .. _counters.Select(c => new Number<NetworkSensor>($"system.network.{c.Name}", c.Unit, s => s.Total(c.Counter),
            $"{c.Description}, of all physical interfaces; of all but lo where there is none.", FieldKind.Counter)),
        .. _counters.Take(RateCount).Select(c => new Number<NetworkSensor>($"system.network.{c.Name}.rate", c.Unit + "/s",
            s => s.TotalRate(c.Counter), $"Gain of {c.Name} over the interval.")),
    ]);

    private static readonly DeviceColumns<NetworkSensor> _columns = new("system.network.interface.name",
        "Per place: the interface that has it, or nothing. All other fields with places have the same order.",
        [
            .. _counters.Select(c => new DeviceColumn<NetworkSensor>($"system.network.interface.{c.Name}", c.Unit,
                s => s.Values(c.Counter), c.Description + ".", FieldKind.Counter)),
            .. _counters.Take(RateCount).Select(c => new DeviceColumn<NetworkSensor>($"system.network.interface.{c.Name}.rate",
                c.Unit + "/s", s => s.Rates(c.Counter), $"Gain of {c.Name} over the interval.")),
        ]);

    private readonly NetworkSensor _sensor;
    private readonly Field[] _fields, _columnFields;

    private NetworkTopic(NetworkSensor sensor) : base(MachineTopics.Network, SchemaOf(sensor.Capacity))
    {
        _sensor = sensor;
        _fields = _numbers.FieldsOf(Schema);
        _columnFields = _columns.FieldsOf(Schema);
    }

    internal static NetworkTopic Open() => new(NetworkSensor.Open());

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
}
