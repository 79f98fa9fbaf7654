using Microsoft.Extensions.Logging;
using Sightglass.Cli.Control;
using Sightglass.Cli.Logging;

namespace Sightglass.Cli.Measuring;

/// <summary>How the machine's topics are published.</summary>
/// <param name="ProcessCount">How many processes each list of the processes has.</param>
/// <param name="Of">How a sensor's topic, given by its name, is published.</param>
/// <param name="IdleInterval">Between samples while nobody subscribes; null for no other than else.</param>
/// <param name="TakesCalls">Whether the topics can be controlled from outside.</param>
/// <param name="Configuration">The file that says so; null for none.</param>
internal sealed record MachineOptions(
    int ProcessCount, Func<SensorKind, string, PublisherOptions> Of, TimeSpan? IdleInterval = null,
    bool TakesCalls = false, string? Configuration = null);

/// <summary>
/// The topics that this process publishes of the machine, each with its thread. Sensors are switched on and off while
/// it runs, by threads for calls.
/// </summary>
internal sealed class MachinePublisher : IDisposable
{
    /// <summary>
    /// Between the first samples of two topics. All in one moment would be a burst that shows in what is measured: the
    /// load average is a sample too.
    /// </summary>
    private static readonly TimeSpan _phase = TimeSpan.FromMilliseconds(7);

    private readonly Lock _switching = new();
    private readonly List<TickCounts> _ticks = new(SensorKind.TopicCount); // read meanwhile, so it must not grow
    private readonly MachineOptions _options;
    private readonly Opening _opening;
    private readonly ILogger _log;
    private readonly FaultLog _faults;
    private readonly AutoResetEvent _faulted = new(false);
    private volatile TopicSource[] _sources = []; // replaced, never changed: others read it meanwhile
    private bool _isDisposed;

    private MachinePublisher(MachineOptions options, ILogger log)
    {
        _options = options;
        _opening = new Opening(options.ProcessCount, _ticks);
        _log = log;
        _faults = new FaultLog(log);
    }

    internal IReadOnlyList<TopicSource> Sources => _sources;

    /// <summary>The sensors that are on.</summary>
    internal IReadOnlyList<string> SensorNames => [.. _sources.Select(s => s.Kind.Name).Distinct()];

    /// <summary>The configuration file that it was started with; null for none.</summary>
    internal string? Configuration => _options.Configuration;

    /// <summary>Whether anybody subscribed while it was still opening sensors, which can take seconds.</summary>
    internal bool WasWatched { get; private set; }

    internal bool HasSubscribers => Array.Exists(_sources, source => source.Publisher.HasSubscribers);

    /// <summary>Opens the sensors, publishes their topics, and starts to measure.</summary>
    /// <param name="names">Sensors that must work; null for those that this machine has.</param>
    /// <param name="options">How they are published.</param>
    /// <param name="log">Where sensors say why they fail.</param>
    /// <exception cref="IOException">A sensor that must work does not.</exception>
    /// <exception cref="TopicException">A topic cannot be published.</exception>
    /// <exception cref="UsageException">There is no such sensor.</exception>
    internal static MachinePublisher Start(IReadOnlyList<string>? names, MachineOptions options, ILogger log)
    {
        var named = names?.Select(SensorKind.Find).ToHashSet();
        var publisher = new MachinePublisher(options, log);
        try
        {
            foreach (var kind in SensorKind.All)
                if (named?.Contains(kind) ?? kind.IsUsedByDefault)
                    publisher.Add(kind, isNamed: named is not null);
            return publisher;
        }
        catch
        {
            publisher.Dispose();
            throw;
        }
    }

    /// <summary>Switches a sensor on or off; nothing if it is so already.</summary>
    /// <exception cref="IOException">The machine has no such thing.</exception>
    /// <exception cref="TopicException">Its topic cannot be published.</exception>
    internal void Switch(SensorKind kind, bool on)
    {
        lock (_switching)
        {
            if (_isDisposed || Array.Exists(_sources, source => source.Kind == kind) == on) return;
            _log.Switched(kind.Name, on ? "on" : "off");
            if (on)
            {
                Add(kind, isNamed: true);
                return;
            }
            var off = Array.FindAll(_sources, source => source.Kind == kind);
            _sources = Array.FindAll(_sources, source => source.Kind != kind);
            foreach (var source in off) source.Dispose();
        }
    }

    /// <summary>Waits until a topic's thread ends by itself, or the time is over.</summary>
    /// <exception cref="TopicException">Why it ended.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    internal void WaitForFault(int timeoutMs, CancellationToken cancel)
    {
        _ = WaitHandle.WaitAny([_faulted, cancel.WaitHandle], timeoutMs);
        cancel.ThrowIfCancellationRequested();
        if (Array.Find(_sources, source => source.Sampler.Fault is not null)?.Sampler.Fault is { } fault) throw fault;
    }

    private void Add(SensorKind kind, bool isNamed)
    {
        IReadOnlyList<MachineTopic> topics;
        try
        {
            topics = kind.Open(_opening);
        }
        catch (IOException e) when (!isNamed && kind.Use != SensorUse.Always)
        {
            _log.LeftOut(kind.Name, e.Message); // this machine has no such thing, and nobody asked for it
            return;
        }
        foreach (var topic in topics)
        {
            // One that was switched off and on again counts on.
            var ticks = _ticks.Find(known => known.Topic == topic.Name) ?? new TickCounts(topic.Name);
            if (!_ticks.Contains(ticks)) _ticks.Add(ticks);
            var source = new TopicSource(kind, topic, _options.Of(kind, topic.Name), _options.IdleInterval,
                _sources.Length * _phase, ticks, _faults);
            _sources = [.. _sources, source];
            if (_options.TakesCalls) new PublisherControl(this, source, _log).Register();
            source.Sampler.Faulted += (_, _) => _faulted.Set();
            // At once: to open the other sensors takes time, and a topic without samples is silent.
            source.Sampler.Start();
            _log.Publishes(topic.Name, Durations.Format(source.Options.Interval));
        }
        WasWatched |= HasSubscribers;
    }

    public void Dispose()
    {
        lock (_switching)
        {
            _isDisposed = true;
            foreach (var source in _sources) source.Dispose();
            _faulted.Dispose();
        }
    }
}
