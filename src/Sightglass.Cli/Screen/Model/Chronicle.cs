using Sightglass.Cli.Following;

namespace Sightglass.Cli.Screen.Model;

/// <summary>
/// What was seen of all topics. The board's threads write into it and the screen's thread draws from it, both under its
/// <see cref="Gate"/>.
/// </summary>
internal sealed class Chronicle
{
    private readonly SortedDictionary<string, TopicHistory> _topics = new(StringComparer.Ordinal);

    internal Lock Gate { get; } = new();

    /// <summary>By name.</summary>
    internal IReadOnlyCollection<TopicHistory> Topics => _topics.Values;

    internal TopicHistory? Find(string name) => _topics.GetValueOrDefault(name);

    internal void Add(TopicHistory topic) => _topics[topic.Name] = topic;

    /// <summary>What the board tells: a sample, a state, or both.</summary>
    internal void Take(FollowedTopic followed, Update<Sample> update)
    {
        var topic = Open(followed);
        lock (Gate)
        {
            // Who publishes changes with an instance, and how often at any time.
            var isNew = !update.HasSample || (update.Sample!.Flags & SampleFlags.Restarted) != 0;
            if (isNew || topic.Publisher is null) topic.Publisher = followed.Subscriber.Publisher;
            topic.Interval = followed.Subscriber.Interval;
            var nowNs = TopicClock.MonotonicNs;
            topic.See(update.State, nowNs);
            if (update.HasSample) topic.Add(update.Sample!, nowNs);
        }
    }

    internal void Forget(FollowedTopic followed)
    {
        lock (Gate) _topics.Remove(followed.Name);
    }

    private TopicHistory Open(FollowedTopic followed)
    {
        lock (Gate)
            if (Find(followed.Name) is { } known && known.Followed == followed) return known;
        var topic = new TopicHistory(followed.Name, HistoryOf(followed.Name)) { Followed = followed };
        lock (Gate) Add(topic);
        return topic;
    }

    private static long HistoryOf(string name)
    {
        try
        {
            return Sightglass.Topics.Describe(name).History;
        }
        catch (TopicException)
        {
            return 0; // it is gone already; its last samples may come all the same
        }
    }
}
