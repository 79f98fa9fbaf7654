namespace Sightglass.Cli.Measuring;

/// <summary>A topic, its publisher, and the thread that carries values from one to the other.</summary>
internal sealed class TopicSource : IDisposable
{
    private readonly MachineTopic _topic;
    private readonly TickCounts _ticks;
    private readonly FaultLog _log;

    internal static readonly TimeSpan MostInterval = TimeSpan.FromHours(1);

    /// <summary>Publishes the topic; closes it too if that fails.</summary>
    internal TopicSource(SensorKind kind, MachineTopic topic, PublisherOptions options, TimeSpan? idleInterval,
        TimeSpan phase, TickCounts ticks, FaultLog log)
    {
        (_topic, _ticks, _log) = (topic, ticks, log);
        Kind = kind;
        Options = options;
        try
        {
            Publisher = Publisher.Create(topic.Name, topic.Schema, options);
        }
        catch
        {
            topic.Dispose();
            throw;
        }
        Sampler = new Sampler(Publisher, options.Interval, idleInterval, phase, ticks, Sample);
    }

    internal SensorKind Kind { get; }

    internal Publisher Publisher { get; }

    internal PublisherOptions Options { get; }

    internal Sampler Sampler { get; }

    private void Sample(SampleFlags flags)
    {
        // Work over an interval that the machine slept through is nobody's usage.
        if ((flags & SampleFlags.Discontinuity) != 0) _topic.Discard();
        var error = _topic.Read();
        _ticks.Fault = error;
        _log.Note(_topic.Name, error);
        using var draft = Publisher.Begin();
        if (error is null) _topic.Fill(draft);
        draft.Commit(flags);
    }

    public void Dispose()
    {
        Sampler.Dispose();
        Publisher.Dispose();
        _topic.Dispose();
    }
}
