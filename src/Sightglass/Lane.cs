using Sightglass.Signals;

namespace Sightglass;

/// <summary>A subscriber's place among those that one thread sleeps for. It keeps the attachment mapped.</summary>
internal sealed class LaneEntry
{
    private Lane _lane = null!;
    private volatile bool _hasLeft;

    private LaneEntry(AsyncWait wait, Attachment attachment)
    {
        Wait = wait;
        Attachment = attachment;
        Seen = attachment.Sleeper.Seen;
    }

    internal AsyncWait Wait { get; }

    internal Attachment Attachment { get; }

    internal bool HasLeft => _hasLeft;

    /// <summary>The signal seen last; the lane's own.</summary>
    internal ulong Seen { get; set; }

    /// <returns>The entry, or null when the attachment is closed already.</returns>
    internal static LaneEntry? TryEnter(AsyncWait wait, Attachment attachment)
    {
        if (!attachment.TryPin()) return null;
        var entry = new LaneEntry(wait, attachment);
        entry._lane = Lane.Take(entry);
        return entry;
    }

    /// <summary>The lane's thread lets go of the attachment as soon as it is awake.</summary>
    internal void Leave()
    {
        _hasLeft = true;
        _lane.Interrupt();
    }
}

/// <summary>
/// One thread that sleeps for up to <see cref="SleeperGroup.Capacity"/> awaiting subscribers of this process.
/// </summary>
internal sealed class Lane
{
    private static readonly Lock _lock = new();
    private static readonly List<Lane> _all = [];

    private readonly SleeperGroup _group = SleeperGroup.Create();
    private readonly List<LaneEntry> _arrivals = [];
    private readonly List<LaneEntry> _entries = [];
    private Sleeper[] _sleepers = [];
    private ulong[] _seen = [];
    private int _count; // arrivals and entries; under the lock

    private Lane() => new Thread(Run) { IsBackground = true, Name = "Sightglass lane" }.UnsafeStart();

    internal static Lane Take(LaneEntry entry)
    {
        Lane lane;
        lock (_lock)
        {
            lane = _all.Find(one => one._count < one._group.Capacity) ?? New();
            lane._count++;
            lane._arrivals.Add(entry);
        }
        lane.Interrupt();
        return lane;
    }

    internal void Interrupt() => _group.Interrupt();

    private static Lane New()
    {
        var lane = new Lane();
        _all.Add(lane);
        return lane;
    }

    private void Run()
    {
        while (true)
        {
            Settle();
            _group.Sleep(_sleepers.AsSpan(0, _entries.Count), _seen.AsSpan(0, _entries.Count), timeoutMs: -1);
            for (var i = _entries.Count - 1; i >= 0; i--)
            {
                var entry = _entries[i];
                var now = entry.Attachment.Sleeper.Seen;
                if (now == entry.Seen || entry.HasLeft) continue;
                entry.Seen = now;
                if (!entry.Wait.OnSignal(entry)) Remove(i);
            }
        }
    }

    /// <summary>Lets in who arrived, lets go who left, and lines up the rest.</summary>
    private void Settle()
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
            if (_entries[i].HasLeft) Remove(i);
        lock (_lock)
        {
            _entries.AddRange(_arrivals);
            _arrivals.Clear();
        }
        if (_sleepers.Length < _entries.Count)
        {
            _sleepers = new Sleeper[Math.Max(_entries.Count, _group.Capacity)];
            _seen = new ulong[_sleepers.Length];
        }
        for (var i = 0; i < _entries.Count; i++)
        {
            _sleepers[i] = _entries[i].Attachment.Sleeper;
            _seen[i] = _entries[i].Seen;
        }
    }

    private void Remove(int index)
    {
        var entry = _entries[index];
        _entries.RemoveAt(index);
        lock (_lock) _count--;
        entry.Attachment.Unpin();
    }
}
