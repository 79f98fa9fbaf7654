using Sightglass.Cli.Following;

namespace Sightglass.Cli.Serving;

/// <summary>A topic as streams were last told of it, in copies: its subscriber may be gone at the next.</summary>
internal sealed class ToldTopic(FollowedTopic topic)
{
    private long? _newestNs = topic.Subscriber.Latest is { HasValue: true } latest ? latest.MonotonicNs : null;

    internal FollowedTopic Topic => topic;

    internal string Name => topic.Name;

    internal TopicState State { get; private set; }

    internal PublisherInfo Publisher { get; private set; } = topic.Subscriber.Publisher;

    internal TimeSpan Interval { get; private set; }

    /// <summary>Of the newest sample; null when there is none yet.</summary>
    internal double? AgeSeconds => _newestNs is { } ns ? Math.Max(TopicClock.MonotonicNs - ns, 0) / 1e9 : null;

    /// <summary>Takes what has changed.</summary>
    /// <returns>Whether anything has but for a further sample.</returns>
    internal bool Take(Update<Sample> update)
    {
        if (update.HasSample) _newestNs = update.Sample!.MonotonicNs;
        var now = (update.State, topic.Subscriber.Publisher, topic.Subscriber.Interval);
        if (now == (State, Publisher, Interval)) return false;
        (State, Publisher, Interval) = now;
        return true;
    }
}
