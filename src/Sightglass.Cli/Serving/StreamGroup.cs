namespace Sightglass.Cli.Serving;

/// <summary>The clients that asked for the same: each event is written once for all of them.</summary>
internal sealed class StreamGroup(StreamQuery query) : IDisposable
{
    private readonly EventWriter _pending = new();
    private Dictionary<string, long> _samples = [];

    internal StreamQuery Query => query;

    internal List<StreamClient> Clients { get; } = [];

    internal int PendingSizeBytes => _pending.SizeBytes;

    internal void Add(Action<EventWriter> write) => write(_pending);

    internal void AddSample(string topic, Sample sample)
    {
        if (sample.Lost > 0) _pending.WriteLost(topic, sample.Lost);
        _pending.WriteSample(topic, sample, query.Fields);
        _samples[topic] = _samples.GetValueOrDefault(topic) + 1;
    }

    /// <summary>Hands what is pending to the clients.</summary>
    internal void Send(Func<IReadOnlyDictionary<string, long>, byte[]> catchUp)
    {
        if (_pending.SizeBytes == 0) return;
        var batch = new Batch(_pending.Take(), _samples);
        _samples = [];
        foreach (var client in Clients) client.Offer(batch, catchUp);
    }

    public void Dispose() => _pending.Dispose();
}
