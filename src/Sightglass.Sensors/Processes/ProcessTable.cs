using System.Runtime.InteropServices;

namespace Sightglass.Sensors.Processes;

/// <summary>
/// All processes of one reading beside those of the reading before, and the busiest among them. Allocates only when
/// there are more than ever before.
/// </summary>
internal sealed class ProcessTable
{
    private const double NsPerSecond = 1e9;

    private readonly Dictionary<int, ProcessEntry> _entries = [];
    private readonly List<int> _gone = [];
    private readonly double _unitsPerSecond;
    private byte[] _names = new byte[16 * 1024];
    private int _namesLength, _reading;
    private long _lastNs, _elapsedNs;

    // The latest start of any process: up to now, and up to the previous reading.
    private long _newest, _newestBefore;
    private bool _isAcrossGap;

    /// <param name="unitsPerSecond">Of the system's CPU times.</param>
    internal ProcessTable(double unitsPerSecond) => _unitsPerSecond = unitsPerSecond;

    internal int Count { get; private set; }

    internal void SkipInterval() => _isAcrossGap = true;

    internal void Begin()
    {
        _reading++;
        _namesLength = 0;
        _newestBefore = _newest;
        Count = 0;
    }

    internal void Add(int pid, long startTime, long time, long residentBytes, ReadOnlySpan<byte> name)
    {
        ref var entry = ref CollectionsMarshal.GetValueRefOrAddDefault(_entries, pid, out bool isKnown);
        bool isSame = isKnown && entry.StartTime == startTime;
        // One that started since the previous reading used all of its time since. Whether it did: start times only
        // grow. An older one that was not seen then (its file could not be read) has a time, and no gain to speak of.
        entry.Gain = isSame ? Math.Max(0, time - entry.Time) : time;
        entry.HasGain = _reading > 1 && (isSame || startTime >= _newestBefore);
        _newest = Math.Max(_newest, startTime);
        (entry.Pid, entry.StartTime, entry.Time, entry.ResidentBytes) = (pid, startTime, time, residentBytes);
        entry.Reading = _reading;
        if (_names.Length - _namesLength < name.Length)
            Array.Resize(ref _names, Math.Max(_names.Length * 2, _namesLength + name.Length));
        name.CopyTo(_names.AsSpan(_namesLength));
        (entry.NameStart, entry.NameLength) = (_namesLength, name.Length);
        _namesLength += name.Length;
        Count++;
    }

    internal void End(long monotonicNs)
    {
        _gone.Clear();
        foreach (var (pid, entry) in _entries)
        {
            if (entry.Reading != _reading)
                _gone.Add(pid);
        }
        foreach (int pid in _gone)
            _entries.Remove(pid);
        _elapsedNs = _reading > 1 && !_isAcrossGap ? monotonicNs - _lastNs : 0;
        (_lastNs, _isAcrossGap) = (monotonicNs, false);
    }

    /// <summary>NaN if nothing is known of the interval.</summary>
    internal double UsageOf(in ProcessEntry entry) => entry.HasGain && _elapsedNs > 0
        ? entry.Gain / _unitsPerSecond / (_elapsedNs / NsPerSecond) : double.NaN;

    internal ReadOnlySpan<byte> NameOf(in ProcessEntry entry) => _names.AsSpan(entry.NameStart, entry.NameLength);

    /// <summary>
    /// Fills the span with the busiest by CPU time gained, the busiest first; returns how many there are.
    /// </summary>
    internal int BusiestByCpu(Span<ProcessEntry> busiest) =>
        _elapsedNs > 0 ? Busiest(busiest, static (in entry) => entry.HasGain ? entry.Gain : -1) : 0;

    /// <summary>Fills the span with those of the most memory, the largest first; returns how many there are.</summary>
    internal int LargestByMemory(Span<ProcessEntry> largest) =>
        Busiest(largest, static (in entry) => entry.ResidentBytes);

    private delegate long Rank(in ProcessEntry entry);

    /// <summary>
    /// By insertion: nearly all processes are less than the least of the list, which is one comparison.
    /// </summary>
    private int Busiest(Span<ProcessEntry> busiest, Rank rank)
    {
        int count = 0;
        foreach (var (_, entry) in _entries)
        {
            long own = rank(entry);
            // What does nothing is not among the busiest, even if there is room.
            if (own <= 0 || (count == busiest.Length && own <= rank(busiest[^1])))
                continue;
            int place = count < busiest.Length ? count++ : count - 1;
            for (; place > 0 && rank(busiest[place - 1]) < own; place--)
                busiest[place] = busiest[place - 1];
            busiest[place] = entry;
        }
        return count;
    }
}
