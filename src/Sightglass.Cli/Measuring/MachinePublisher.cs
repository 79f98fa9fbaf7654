namespace Sightglass.Cli.Measuring;

/// <summary>The topics that this process publishes of the machine, each with its thread.</summary>
internal sealed class MachinePublisher : IDisposable
{
    /// <summary>
    /// Between the first samples of two topics. All in one moment would be a burst that shows in what is measured: the
    /// load average is a sample too.
    /// </summary>
    private static readonly TimeSpan _phase = TimeSpan.FromMilliseconds(7);

    private readonly List<TopicSource> _sources = [];
    private readonly List<TickCounts> _ticks = [];
    private readonly FaultLog _log;

    private MachinePublisher(FaultLog log) => _log = log;

    internal IReadOnlyList<TopicSource> Sources => _sources;

    /// <summary>Why a topic's thread ended by itself, or null.</summary>
    internal TopicException? Fault
    {
        get
        {
            foreach (var source in _sources)
                if (source.Sampler.Fault is { } fault) return fault;
            return null;
        }
    }

    internal bool HasSubscribers
    {
        get
        {
            foreach (var source in _sources)
                if (source.Publisher.HasSubscribers) return true;
            return false;
        }
    }

    /// <summary>Opens the sensors, publishes their topics, and starts to measure.</summary>
    /// <param name="names">Sensors that must work; null for those that this machine has.</param>
    /// <param name="processCount">How many processes each list of the processes has.</param>
    /// <param name="options">How a sensor's topics are published.</param>
    /// <param name="log">Where sensors say why they fail.</param>
    /// <exception cref="IOException">A sensor that must work does not.</exception>
    /// <exception cref="TopicException">A topic cannot be published.</exception>
    /// <exception cref="UsageException">There is no such sensor.</exception>
    internal static MachinePublisher Start(IReadOnlyList<string>? names, int processCount,
        Func<SensorKind, PublisherOptions> options, FaultLog log)
    {
        var named = names?.Select(SensorKind.Find).ToHashSet();
        var publisher = new MachinePublisher(log);
        try
        {
            var opening = new Opening(processCount, publisher._ticks);
            foreach (var kind in SensorKind.All)
                if (named?.Contains(kind) ?? kind.IsUsedByDefault)
                    publisher.Add(kind, opening, isNamed: named is not null, options(kind));
            return publisher;
        }
        catch
        {
            publisher.Dispose();
            throw;
        }
    }

    private void Add(SensorKind kind, Opening opening, bool isNamed, PublisherOptions options)
    {
        IReadOnlyList<MachineTopic> topics;
        try
        {
            topics = kind.Open(opening);
        }
        catch (IOException) when (!isNamed && kind.Use != SensorUse.Always)
        {
            return; // this machine has no such thing, and nobody asked for it
        }
        foreach (var topic in topics)
        {
            var ticks = new TickCounts(topic.Name);
            _ticks.Add(ticks);
            var source = new TopicSource(topic, options, _sources.Count * _phase, ticks, _log);
            _sources.Add(source);
            // At once: to open the other sensors takes time, and a topic without samples is silent.
            source.Sampler.Start();
        }
    }

    public void Dispose()
    {
        foreach (var source in _sources) source.Dispose();
    }
}
