using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.processes</c>.</summary>
internal sealed class ProcessesTopic : MachineTopic
{
    /// <summary>Linux has 15 bytes of a name; users may have 32 letters.</summary>
    private const int TextSizeBytes = 32;

    private static readonly string[] _lists = ["by_cpu", "by_memory"];

    private readonly ProcessSensor _sensor;
    private readonly Field _count;
    private readonly Columns _byCpu, _byMemory;

    private ProcessesTopic(ProcessSensor sensor, int capacity) : base(MachineTopics.Processes, SchemaOf(capacity))
    {
        _sensor = sensor;
        _count = Schema["system.processes.count"];
        _byCpu = new Columns(Schema, _lists[0]);
        _byMemory = new Columns(Schema, _lists[1]);
    }

    internal static ProcessesTopic Open(int capacity) => new(ProcessSensor.Open(capacity), capacity);

    internal static Schema SchemaOf(int capacity)
    {
        var schema = new SchemaBuilder()
            .Add("system.processes.count", FieldType.Float64, "{process}", description: "Processes there are.");
        foreach (var list in _lists)
        {
            var order = list == "by_cpu" ? "that used the most CPU time over the interval, the busiest first"
                : "with the most resident memory, the largest first";
            schema.Add($"system.processes.{list}.pid", FieldType.Float64, "", length: capacity, description: $"Ids of those {order}.")
                .AddText($"system.processes.{list}.name", TextSizeBytes, capacity, "Their names.")
                .Add($"system.processes.{list}.cpu.usage", FieldType.Float64, "{cpu}", length: capacity,
                    description: "Processors' worth of time that each used over the interval.")
                .Add($"system.processes.{list}.memory.usage", FieldType.Float64, "By", length: capacity,
                    description: "Resident memory of each, shared memory included.")
                .AddText($"system.processes.{list}.user", TextSizeBytes, capacity, "Whom each belongs to.");
        }
        return schema.Build();
    }

    internal override string? Read() => _sensor.TryRead(out var error) ? null : error;

    internal override void Fill(in Draft draft)
    {
        draft.Float64s(_count)[0] = _sensor.Count;
        _byCpu.Write(draft, _sensor.ByCpu);
        _byMemory.Write(draft, _sensor.ByMemory);
    }

    internal override void Discard() => _sensor.Discard();

    public override void Dispose() => _sensor.Dispose();

    /// <summary>The fields of one list.</summary>
    private sealed class Columns(Schema schema, string list)
    {
        private readonly Field _pid = schema[$"system.processes.{list}.pid"], _name = schema[$"system.processes.{list}.name"],
            _cpu = schema[$"system.processes.{list}.cpu.usage"], _memory = schema[$"system.processes.{list}.memory.usage"],
            _user = schema[$"system.processes.{list}.user"];

        internal void Write(in Draft draft, ReadOnlySpan<ProcessUsage> processes)
        {
            for (var i = 0; i < processes.Length; i++)
            {
                draft.Float64s(_pid)[i] = processes[i].Pid;
                draft.SetText(_name, processes[i].Name, i);
                draft.Float64s(_cpu)[i] = processes[i].CpuUsage;
                draft.Float64s(_memory)[i] = processes[i].ResidentBytes;
                draft.SetText(_user, processes[i].User, i);
            }
        }
    }
}
