namespace Sightglass.Cli.Screen.Model;

/// <summary>What one picture shows: all topics over the window of the time axis, read at its cursor.</summary>
/// <param name="Chronicle">What was seen.</param>
/// <param name="Axis">The time that is shown.</param>
/// <param name="NowNs">The present, by the monotonic clock.</param>
/// <param name="NowUtcNs">The same moment by the calendar.</param>
internal sealed record Moment(Chronicle Chronicle, TimeAxis Axis, long NowNs, long NowUtcNs)
{
    /// <summary>So many intervals after the newest sample, the axis goes on without samples.</summary>
    private const double Patience = 2.5;

    /// <summary>
    /// The topic whose values stand for the machine's own, all of them; null for the machine's (<c>--from</c>).
    /// </summary>
    internal string? From { get; init; }

    /// <summary>Who else looks, as far as they say; empty before that is known.</summary>
    internal string Viewers { get; init; } = "";

    /// <summary>
    /// The newest moment that there are samples of. Not the present: the newest bucket would be empty until the next
    /// sample comes, and the right edge flicker. Where nothing comes any more, time goes on all the same.
    /// </summary>
    internal long NewestNs
    {
        get
        {
            var newestNs = long.MinValue;
            foreach (var topic in Chronicle.Topics)
                if (topic is { IsOld: false, Latest: { } latest }
                    && NowNs - latest.MonotonicNs < Patience * topic.Interval.TotalNanoseconds)
                    newestNs = Math.Max(newestNs, latest.MonotonicNs);
            return newestNs == long.MinValue ? NowNs : newestNs;
        }
    }

    internal long EndNs => Axis.EndNs(NewestNs);

    /// <summary>How far back any topic goes.</summary>
    internal long OldestNs => Chronicle.Topics.Where(topic => topic.Count > 0)
        .Select(topic => topic[0].MonotonicNs).DefaultIfEmpty(NowNs).Min();

    /// <summary>The topic of this name, or the one that stands for it.</summary>
    internal TopicHistory? Topic(string name) => Chronicle.Find(From ?? name)
        // `--from owner:name` of a topic that is known by its plain name; nothing else is followed then.
        ?? (From is null ? null : Chronicle.Topics.FirstOrDefault());

    /// <summary>The sample to read values from: the newest, or the cursor's; null in a gap.</summary>
    internal Sample? Sample(TopicHistory? topic) =>
        topic is null ? null : Axis.CursorNs is { } cursorNs ? topic.SampleAt(cursorNs) : topic.Latest;

    internal double Value(TopicHistory? topic, string field, int element = 0) =>
        new Quantity(field, element).In(Sample(topic));

    /// <summary>The rate of a counter at the moment.</summary>
    internal double Rate(TopicHistory? topic, string field, int element = 0)
    {
        if (topic is null || Sample(topic) is not { } sample || sample.Schema?.Find(field) is not { } found)
            return double.NaN;
        var index = topic.IndexAt(sample.MonotonicNs);
        return index == 0 || topic.IsBreak(index) ? double.NaN
            : new Quantity(field, element).RateBetween(topic[index - 1], sample, found);
    }

    /// <summary>A graph's buckets, as many as it has places.</summary>
    internal Buckets Buckets(int count) => Model.Buckets.EndingAt(EndNs, Axis.Window, count);

    /// <summary>A moment of the axis by the calendar.</summary>
    internal DateTimeOffset TimeOf(long ns) => TopicClock.ToDateTime(NowUtcNs - (NowNs - ns));
}
