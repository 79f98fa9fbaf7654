using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.cpu.frequency</c>.</summary>
internal sealed class FrequencyTopic : MachineTopic
{
    private static readonly Numbers<FrequencySensor> _numbers = new(
        new("system.cpu.frequency.mean", "Hz", s => s.Mean, "Mean of the frequencies that are known."),
        new("system.cpu.frequency.limit", "Hz", s => s.Limit, "The highest that any processor can have."));

    private readonly FrequencySensor _sensor;
    private readonly Field[] _fields;
    private readonly Field _perLogical;

    private FrequencyTopic(FrequencySensor sensor) : base(MachineTopics.Frequency, SchemaOf(sensor.LogicalCapacity))
    {
        _sensor = sensor;
        _fields = _numbers.FieldsOf(Schema);
        _perLogical = Schema["system.cpu.logical.frequency"];
    }

    internal static FrequencyTopic Open() => new(FrequencySensor.Open());

    internal static Schema SchemaOf(int logicalCapacity)
    {
        var schema = new SchemaBuilder();
        _numbers.AddTo(schema);
        return schema.Add("system.cpu.logical.frequency", FieldType.Float64, "Hz", length: logicalCapacity,
            description: "Frequency per logical processor, by its number.").Build();
    }

    internal override string? Read() => _sensor.TryRead(out var error) ? null : error;

    internal override void Fill(in Draft draft)
    {
        _numbers.Write(draft, _fields, _sensor);
        _sensor.PerLogical.CopyTo(draft.Float64s(_perLogical));
    }

    public override void Dispose() => _sensor.Dispose();
}
