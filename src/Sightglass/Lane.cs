using Sightglass.Signals;

namespace Sightglass;

/// <summary>A place among those that one thread sleeps for. It keeps mapped what it sleeps on.</summary>
internal abstract class LaneEntry(Sleeper sleeper)
{
    private Lane _lane = null!;
    private volatile bool _hasLeft;
    private ulong _seenInDoubt = ulong.MaxValue;

    internal Sleeper Sleeper { get; } = sleeper;

    internal bool HasLeft => _hasLeft;

    /// <summary>The signal seen last; the lane's own.</summary>
    internal ulong Seen { get; set; } = sleeper.Seen;

    /// <summary>To be called once, by whoever made and pinned it.</summary>
    internal void Enter() => _lane = Lane.Take(this);

    /// <summary>Wakes the lane if at two looks of the watch it sleeps on the same signal, which has passed.</summary>
    internal void Nudge()
    {
        var seen = Seen;
        var isAsleepOverNews = seen != Sleeper.Seen;
        if (isAsleepOverNews && _seenInDoubt == seen)
        {
            Watch.CountRescue();
            _lane.Interrupt();
        }
        _seenInDoubt = isAsleepOverNews ? seen : ulong.MaxValue;
    }

    /// <summary>The signal changed. On the lane's thread.</summary>
    /// <returns>Whether the entry shall stay.</returns>
    internal abstract bool OnSignal();

    /// <summary>The lane has let go of it.</summary>
    internal abstract void Unpin();

    /// <summary>The lane's thread lets go of it as soon as it is awake.</summary>
    internal void Leave()
    {
        _hasLeft = true;
        _lane.Interrupt();
    }
}

/// <summary>
/// One thread that sleeps for up to <see cref="SleeperGroup.Capacity"/> awaiting subscribers and callers of this
/// process.
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
                var now = entry.Sleeper.Seen;
                if (now == entry.Seen || entry.HasLeft) continue;
                entry.Seen = now;
                if (!entry.OnSignal()) Remove(i);
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
            _sleepers[i] = _entries[i].Sleeper;
            _seen[i] = _entries[i].Seen;
        }
    }

    private void Remove(int index)
    {
        var entry = _entries[index];
        _entries.RemoveAt(index);
        lock (_lock) _count--;
        entry.Unpin();
    }
}
