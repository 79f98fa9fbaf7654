using Sightglass.Cli.Following;

namespace Sightglass.Cli.Screen.Model;

/// <summary>What was seen of a topic: its samples over time, the breaks between them, its publisher's state.</summary>
internal sealed class TopicHistory
{
    /// <summary>What a viewer holds of one topic at most, whatever the topic itself keeps.</summary>
    internal const int SampleCapacity = 36_000, CapacityBytes = 32 << 20;

    /// <summary>A topic that keeps no past of its own still gets one here.</summary>
    internal const int LeastCapacity = 600;

    /// <summary>A publisher that does not flag its gaps is late after so many intervals, and after this time.</summary>
    private const int LateIntervals = 5;

    private const long LateNs = 2_000_000_000;

    private readonly List<(Sample Sample, bool IsBreak)> _samples = []; // a ring once it is full, beginning at _start
    private readonly int _wanted;
    private int _capacity = LeastCapacity, _start;

    /// <param name="name">As the board calls it.</param>
    /// <param name="history">How many samples the topic itself keeps.</param>
    internal TopicHistory(string name, long history)
    {
        Name = name;
        _wanted = (int)Math.Clamp(history, LeastCapacity, SampleCapacity);
    }

    internal string Name { get; }

    internal TopicState State { get; private set; } = TopicState.Live;

    internal PublisherInfo? Publisher { get; set; }

    internal TimeSpan Interval { get; set; }

    /// <summary>When the state became what it is; null if it was so already when we came.</summary>
    internal long? StateSinceNs { get; private set; }

    /// <summary>The topic as the board follows it, to call its publisher; null in tests.</summary>
    internal FollowedTopic? Followed { get; init; }

    internal int Count => _samples.Count;

    /// <summary>By age, the oldest first.</summary>
    internal Sample this[int index] => At(index).Sample;

    internal Sample? Latest => Count > 0 ? this[Count - 1] : null;

    /// <summary>The schema of the newest sample.</summary>
    internal Schema? Schema => Latest?.Schema;

    /// <summary>Whether values are of the past: nobody publishes them now.</summary>
    internal bool IsOld => State != TopicState.Live;

    /// <summary>Whether time was lost before the sample; nothing is drawn or computed across.</summary>
    internal bool IsBreak(int index) => At(index).IsBreak;

    internal void See(TopicState state, long nowNs)
    {
        if (state != State) StateSinceNs = nowNs;
        State = state;
    }

    /// <param name="sample">The next one.</param>
    /// <param name="nowNs">When it is added; one of the topic's past was published long before.</param>
    internal void Add(Sample sample, long nowNs)
    {
        if (Count == 0 || !ReferenceEquals(sample.Schema, Schema)) SetCapacity(sample.Schema!);
        var entry = (sample, IsBreakBefore(sample, nowNs));
        if (_samples.Count < _capacity) _samples.Add(entry);
        else
        {
            _samples[_start] = entry;
            _start = (_start + 1) % _capacity;
        }
    }

    /// <summary>The first sample of this moment or later; <see cref="Count"/> if there is none.</summary>
    internal int IndexAt(long ns)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (this[middle].MonotonicNs < ns) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The sample whose values stand for a moment; null in a gap, and outside the history.</summary>
    internal Sample? SampleAt(long ns)
    {
        var index = IndexAt(ns);
        // What is newer has not come yet: until it is due, the newest stands.
        if (index >= Count) return Count > 0 && ns - Latest!.MonotonicNs <= Interval.TotalNanoseconds ? Latest : null;
        return this[index].MonotonicNs == ns || !IsBreak(index) ? this[index] : null;
    }

    private (Sample Sample, bool IsBreak) At(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var place = _start + index;
        return _samples[place < Count ? place : place - Count];
    }

    private bool IsBreakBefore(Sample sample, long nowNs)
    {
        if (Latest is not { } last || sample.Flags != SampleFlags.None || sample.Lost > 0) return true;
        if (sample.MonotonicNs <= last.MonotonicNs) return true; // clocks of another system: nothing can be said
        // Samples of the topic's past may have come at another interval; only what comes now is compared with it.
        var isNow = Interval > TimeSpan.Zero && nowNs - sample.MonotonicNs < Interval.TotalNanoseconds;
        var gapNs = sample.MonotonicNs - last.MonotonicNs;
        return isNow && gapNs > LateNs && gapNs > LateIntervals * Interval.TotalNanoseconds;
    }

    // Another instance may have samples of another size. What there is is kept, as far as it fits.
    private void SetCapacity(Schema schema)
    {
        List<(Sample, bool)> kept = [.. Enumerable.Range(0, Count).Select(At)];
        _capacity = Math.Clamp(CapacityBytes / schema.SampleSizeBytes, 1, _wanted);
        _samples.Clear();
        _samples.AddRange(kept.TakeLast(_capacity));
        _start = 0;
    }
}
