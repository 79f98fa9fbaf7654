using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>sightglass.publisher</c>: what this publisher itself costs.</summary>
internal sealed class PublisherTopic : MachineTopic
{
    /// <summary>A fault is cut to that: the sample has room for one of each topic, and the history for many.</summary>
    private const int NameSizeBytes = 32, FaultSizeBytes = 96;

    private static readonly Numbers<OwnProcessSensor> _numbers = new(
        new("sightglass.publisher.cpu.usage", "{cpu}", s => s.Usage, "Processors' worth of time that it used over the interval."),
        new("sightglass.publisher.cpu.time", "s", s => s.TimeSeconds, "CPU time since it started.", FieldKind.Counter),
        new("sightglass.publisher.memory.usage", "By", s => s.ResidentBytes ?? double.NaN, "Resident memory, code and shared memory included."),
        new("sightglass.publisher.memory.managed", "By", s => s.ManagedBytes, "What its garbage collector holds."),
        new("sightglass.publisher.memory.allocated", "By", s => s.AllocatedBytes, "What it has allocated; stands still when ticks allocate nothing.", FieldKind.Counter));

    private readonly OwnProcessSensor _sensor = OwnProcessSensor.Open();
    private readonly IReadOnlyList<TickCounts> _ticks;
    private readonly Field[] _fields;
    private readonly Field _topic, _count, _missed, _time, _duration, _fault;

    internal PublisherTopic(IReadOnlyList<TickCounts> ticks) : base(MachineTopics.Publisher, SchemaOf(SensorKind.TopicCount))
    {
        _ticks = ticks;
        _fields = _numbers.FieldsOf(Schema);
        _topic = Schema["sightglass.publisher.topic.name"];
        _count = Schema["sightglass.publisher.topic.tick.count"];
        _missed = Schema["sightglass.publisher.topic.tick.missed"];
        _time = Schema["sightglass.publisher.topic.tick.time"];
        _duration = Schema["sightglass.publisher.topic.tick.duration"];
        _fault = Schema["sightglass.publisher.topic.fault"];
    }

    internal static Schema SchemaOf(int topicCount)
    {
        var schema = new SchemaBuilder();
        _numbers.AddTo(schema);
        return schema
            .AddText("sightglass.publisher.topic.name", NameSizeBytes, topicCount, "The topics it publishes; the fields below have the same order.")
            .Add("sightglass.publisher.topic.tick.count", FieldType.Float64, "{tick}", FieldKind.Counter, topicCount, "Samples taken.")
            .Add("sightglass.publisher.topic.tick.missed", FieldType.Float64, "{tick}", FieldKind.Counter, topicCount,
                "Samples not taken, because their time had passed.")
            .Add("sightglass.publisher.topic.tick.time", FieldType.Float64, "s", FieldKind.Counter, topicCount,
                "What taking and publishing all samples took, by the clock.")
            .Add("sightglass.publisher.topic.tick.duration", FieldType.Float64, "s", length: topicCount,
                description: "What the last sample took, by the clock.")
            .AddText("sightglass.publisher.topic.fault", FaultSizeBytes, topicCount,
                "Why a topic has no values now; empty while its sensor can be read.")
            .Build();
    }

    internal override string? Read() => _sensor.TryRead(out var error) ? null : error;

    internal override void Fill(in Draft draft)
    {
        _numbers.Write(draft, _fields, _sensor);
        for (var i = 0; i < Math.Min(_ticks.Count, _topic.Length); i++)
        {
            draft.SetText(_topic, _ticks[i].Topic, i);
            draft.Float64s(_count)[i] = _ticks[i].Count;
            draft.Float64s(_missed)[i] = _ticks[i].Missed;
            draft.Float64s(_time)[i] = _ticks[i].TotalSeconds;
            draft.Float64s(_duration)[i] = _ticks[i].LastSeconds;
            draft.SetText(_fault, _ticks[i].Fault ?? "", i);
        }
    }

    internal override void Discard() => _sensor.Discard();

    public override void Dispose() => _sensor.Dispose();
}
