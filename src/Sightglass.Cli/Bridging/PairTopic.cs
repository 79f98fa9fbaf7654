using Sightglass.Cli.Measuring;
using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>The pairs of an original server as a topic, with the names and units that the machine's own topics have.</summary>
internal sealed class PairTopic : IDisposable
{
    private const int History = 600;
    private readonly Publisher _publisher;
    private readonly Field _cpu, _memory;
    private bool _isGap;

    internal PairTopic(string name)
    {
        var schema = new SchemaBuilder()
            .Add(MachineTopics.CpuUtilization, FieldType.Float64, "1", description: "CpuPercent of ShareMemoryPDU, as 0..1.")
            .Add(MachineTopics.MemoryUtilization, FieldType.Float64, "1", description: "MemoryPercent of ShareMemoryPDU, as 0..1.")
            .Build();
        (_cpu, _memory) = (schema[MachineTopics.CpuUtilization], schema[MachineTopics.MemoryUtilization]);
        _publisher = Publisher.Create(name, schema, new() { Interval = PairSource.Interval, History = History });
    }

    /// <summary>The next pair comes after a time in which nothing is known.</summary>
    internal void Gap() => _isGap = true;

    /// <summary>A value that no machine can have is not available; the other one is.</summary>
    internal void Publish(PduPair pair)
    {
        using var draft = _publisher.Begin();
        if ((pair with { MemoryPercent = 0 }).IsPlausible) draft.Float64s(_cpu)[0] = pair.CpuPercent / 100;
        if ((pair with { CpuPercent = 0 }).IsPlausible) draft.Float64s(_memory)[0] = pair.MemoryPercent / 100.0;
        draft.Commit(_isGap ? SampleFlags.Discontinuity : SampleFlags.None);
        _isGap = false;
    }

    public void Dispose() => _publisher.Dispose();
}
