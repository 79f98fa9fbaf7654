using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary><c>system.cpu</c>: the sensor, the topic and the thread that carries values from one to the other.</summary>
internal sealed class CpuSource : IDisposable
{
    private readonly CpuSensor _sensor = CpuSensor.Open();
    private readonly double[] _perLogical;
    private readonly Field _utilization, _logicalUtilization, _logicalCount;
    private readonly FaultLog _log;

    internal CpuSource(PublisherOptions options, FaultLog log)
    {
        _log = log;
        _perLogical = new double[_sensor.LogicalCapacity];
        var schema = MachineTopics.CpuSchema(_perLogical.Length);
        _utilization = schema[MachineTopics.CpuUtilization];
        _logicalUtilization = schema[MachineTopics.CpuLogicalUtilization];
        _logicalCount = schema[MachineTopics.CpuLogicalCount];
        try
        {
            Publisher = Publisher.Create(MachineTopics.Cpu, schema, options);
        }
        catch
        {
            _sensor.Dispose();
            throw;
        }
        Sampler = new Sampler("cpu", options.Interval, Sample);
    }

    internal Publisher Publisher { get; }

    internal Sampler Sampler { get; }

    private void Sample(SampleFlags flags)
    {
        // Work over an interval that the machine slept through is nobody's usage.
        if ((flags & SampleFlags.Discontinuity) != 0) _sensor.Discard();
        var isRead = _sensor.TryRead(_perLogical, out var utilization, out var error);
        _log.Note(MachineTopics.Cpu, error);
        using var draft = Publisher.Begin();
        draft.Float64s(_utilization)[0] = utilization;
        _perLogical.CopyTo(draft.Float64s(_logicalUtilization));
        draft.Int64s(_logicalCount)[0] = isRead ? _sensor.OnlineCount : 0;
        draft.Commit(flags);
    }

    public void Dispose()
    {
        Sampler.Dispose();
        Publisher.Dispose();
        _sensor.Dispose();
    }
}
