using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.memory</c>: the sensor, the topic and the thread that carries values from one to the other.</summary>
internal sealed class MemorySource : IDisposable
{
    private readonly MemorySensor _sensor = MemorySensor.Open();
    private readonly Field _total, _available, _used, _utilization;
    private readonly FaultLog _log;

    internal MemorySource(PublisherOptions options, FaultLog log)
    {
        _log = log;
        var schema = MachineTopics.MemorySchema();
        _total = schema[MachineTopics.MemoryTotal];
        _available = schema[MachineTopics.MemoryAvailable];
        _used = schema[MachineTopics.MemoryUsed];
        _utilization = schema[MachineTopics.MemoryUtilization];
        try
        {
            Publisher = Publisher.Create(MachineTopics.Memory, schema, options);
        }
        catch
        {
            _sensor.Dispose();
            throw;
        }
        Sampler = new Sampler("memory", options.Interval, Sample);
    }

    internal Publisher Publisher { get; }

    internal Sampler Sampler { get; }

    private void Sample(SampleFlags flags)
    {
        var isRead = _sensor.TryRead(out var reading, out var error);
        _log.Note(MachineTopics.Memory, error);
        using var draft = Publisher.Begin();
        if (isRead)
        {
            draft.Float64s(_total)[0] = reading.TotalBytes;
            draft.Float64s(_available)[0] = reading.AvailableBytes ?? double.NaN;
            draft.Float64s(_used)[0] = reading.UsedBytes ?? double.NaN;
            draft.Float64s(_utilization)[0] = reading.Utilization;
        }
        draft.Commit(flags);
    }

    public void Dispose()
    {
        Sampler.Dispose();
        Publisher.Dispose();
        _sensor.Dispose();
    }
}
