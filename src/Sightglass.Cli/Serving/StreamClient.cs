using System.Threading.Channels;

namespace Sightglass.Cli.Serving;

/// <summary>Events that are sent together, and how many samples of which topics are among them.</summary>
internal sealed record Batch(byte[] Events, IReadOnlyDictionary<string, long> Samples)
{
    internal static readonly IReadOnlyDictionary<string, long> NoSamples = new Dictionary<string, long>();
}

/// <summary>
/// One open stream. It takes what its reader has time for; what comes while its queue is full is counted instead, and
/// told as soon as there is room again. Offering never waits. Offers come one at a time.
/// </summary>
internal sealed class StreamClient(StreamGroup group)
{
    /// <summary>Batches are shared by all clients of a group, so that a queue costs little before it is long.</summary>
    internal const int QueueCapacity = 32;

    private readonly Channel<byte[]> _queue = Channel.CreateBounded<byte[]>(
        new BoundedChannelOptions(QueueCapacity) { SingleReader = true, SingleWriter = true });

    private Dictionary<string, long>? _lost;

    internal StreamGroup Group => group;

    internal ChannelReader<byte[]> Events => _queue.Reader;

    /// <param name="batch">What there is to be sent.</param>
    /// <param name="catchUp">Writes what a client hears first that has lost so many samples of these topics.</param>
    internal void Offer(Batch batch, Func<IReadOnlyDictionary<string, long>, byte[]> catchUp)
    {
        var hasRoom = _queue.Reader.Count < QueueCapacity;
        if (hasRoom && _lost is { } lost && _queue.Writer.TryWrite(catchUp(lost))) _lost = null;
        if (_lost is null && _queue.Writer.TryWrite(batch.Events)) return;
        _lost ??= [];
        foreach (var (topic, count) in batch.Samples) _lost[topic] = _lost.GetValueOrDefault(topic) + count;
    }

    internal void End() => _queue.Writer.TryComplete();
}
