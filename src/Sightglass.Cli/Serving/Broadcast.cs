using Sightglass.Cli.Following;

namespace Sightglass.Cli.Serving;

/// <summary>
/// Carries what happens on all topics to all open streams. One follower reads each topic, however many streams are
/// open. Events gather for a moment, so that a tick of all the machine's topics is one write to each client.
/// </summary>
internal sealed class Broadcast : IAsyncDisposable
{
    internal const int MaxStreams = 256;

    /// <summary>No eye sees the delay; the publisher's topics tick within it, some milliseconds apart.</summary>
    private static readonly TimeSpan _gatherTime = TimeSpan.FromMilliseconds(100);

    /// <summary>So that proxies see that a stream lives, and a client that lost the last samples hears of it.</summary>
    private static readonly TimeSpan _pingTime = TimeSpan.FromSeconds(15);

    /// <summary>Topics that race are sent at once rather than gathered without bound.</summary>
    private const int MaxPendingSizeBytes = 64 * 1024;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, StreamGroup> _groups = [];
    private readonly Dictionary<string, ToldTopic> _topics = [];
    private readonly Timer _send, _ping;
    private readonly TopicBoard _board;
    private int _clientCount;
    private bool _isSending, _isEnded;

    internal Broadcast()
    {
        _send = new Timer(_ => SendAll());
        _ping = new Timer(_ => PingAll(), null, _pingTime, _pingTime);
        _board = TopicBoard.Start(StartAt.Newest, _ => true, OnUpdate, OnForgotten);
    }

    /// <summary>Opens a stream, which begins with what the topics are; null when there are too many.</summary>
    internal StreamClient? TryJoin(StreamQuery query)
    {
        lock (_lock)
        {
            if (_clientCount >= MaxStreams || _isEnded) return null;
            if (!_groups.TryGetValue(query.Key, out var group)) _groups[query.Key] = group = new(query);
            group.Send(CatchUpOf(group)); // what happened before it came is not for this client
            var client = new StreamClient(group);
            client.Offer(new(Write(events => WriteTopics(events, query)), Batch.NoSamples), CatchUpOf(group));
            group.Clients.Add(client);
            _clientCount++;
            return client;
        }
    }

    internal void Leave(StreamClient client)
    {
        lock (_lock)
        {
            var group = client.Group;
            if (!group.Clients.Remove(client)) return;
            _clientCount--;
            if (group.Clients.Count > 0) return;
            _groups.Remove(group.Query.Key);
            group.Dispose();
        }
    }

    private void OnUpdate(FollowedTopic topic, Update<Sample> update)
    {
        lock (_lock)
        {
            var isNew = !_topics.TryGetValue(topic.Name, out var told) || told.Topic != topic;
            if (isNew) _topics[topic.Name] = told = new ToldTopic(topic);
            var isChanged = told!.Take(update);
            foreach (var group in _groups.Values)
            {
                if (!group.Query.Carries(topic.Name)) continue;
                if (isNew || isChanged) group.Add(events => events.WriteTopic(told));
                if (update.HasSample) group.AddSample(topic.Name, update.Sample!);
                if (group.PendingSizeBytes >= MaxPendingSizeBytes) group.Send(CatchUpOf(group));
            }
            SendSoon();
        }
    }

    private void OnForgotten(FollowedTopic topic)
    {
        lock (_lock)
        {
            if (!_topics.TryGetValue(topic.Name, out var told) || told.Topic != topic) return;
            _topics.Remove(topic.Name);
            foreach (var group in _groups.Values)
                if (group.Query.Carries(topic.Name)) group.Add(events => events.WriteGone(topic.Name));
            SendSoon();
        }
    }

    private void SendSoon()
    {
        if (_isSending || _groups.Count == 0) return;
        _isSending = true;
        _send.Change(_gatherTime, Timeout.InfiniteTimeSpan);
    }

    private void SendAll()
    {
        lock (_lock)
        {
            _isSending = false;
            foreach (var group in _groups.Values) group.Send(CatchUpOf(group));
        }
    }

    private void PingAll()
    {
        lock (_lock)
        {
            foreach (var group in _groups.Values) group.Add(events => events.Append(": ping\n\n"u8));
            SendSoon();
        }
    }

    private Func<IReadOnlyDictionary<string, long>, byte[]> CatchUpOf(StreamGroup group) => lost => Write(events =>
    {
        foreach (var (topic, count) in lost) events.WriteLost(topic, count);
        WriteTopics(events, group.Query); // changes of state may be among what was lost
    });

    private void WriteTopics(EventWriter events, StreamQuery query)
    {
        foreach (var topic in _topics.Values)
            if (query.Carries(topic.Name)) events.WriteTopic(topic);
    }

    private static byte[] Write(Action<EventWriter> write)
    {
        using var events = new EventWriter();
        write(events);
        return events.Take();
    }

    /// <summary>Ends every stream, and lets nobody in any more.</summary>
    internal void End()
    {
        lock (_lock)
        {
            _isEnded = true;
            foreach (var client in _groups.Values.SelectMany(group => group.Clients)) client.End();
        }
    }

    public async ValueTask DisposeAsync()
    {
        End();
        await _send.DisposeAsync().ConfigureAwait(false);
        await _ping.DisposeAsync().ConfigureAwait(false);
        await _board.DisposeAsync().ConfigureAwait(false);
    }
}
