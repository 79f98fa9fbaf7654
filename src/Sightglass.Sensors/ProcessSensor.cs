using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Sightglass.Sensors.Processes;

namespace Sightglass.Sensors;

/// <summary>
/// Finds the processes that use the most CPU time and the most memory. It reads something of every process, so it is to
/// be read seldom: with some hundred processes it costs some milliseconds.
/// </summary>
/// <remarks>
/// A process that started and ended between two readings is not seen. In a container only its processes are. Readings
/// allocate nothing but for names that were not among the busiest before. A sensor is for one thread at a time.
/// </remarks>
public abstract partial class ProcessSensor : IDisposable
{
    /// <summary>Names that are kept as text, so that one seen before costs nothing, whoever has it now.</summary>
    private const int MaxNames = 4096;

    private readonly ProcessTable _table;
    private readonly ProcessEntry[] _busiest;
    private readonly ProcessUsage[] _byCpu, _byMemory;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private int _byCpuCount, _byMemoryCount;
    private bool _isDisposed;

    private ProcessSensor(int capacity, double unitsPerSecond)
    {
        _table = new ProcessTable(unitsPerSecond);
        _busiest = new ProcessEntry[capacity];
        _byCpu = new ProcessUsage[capacity];
        _byMemory = new ProcessUsage[capacity];
    }

    /// <summary>Opens the sensor of this machine.</summary>
    /// <param name="capacity">How many processes each list has at most; 1 to 1000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of range.</exception>
    /// <exception cref="IOException">The operating system refuses to list its processes.</exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static ProcessSensor Open(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1000);
        if (OperatingSystem.IsLinux())
            return new Linux(capacity);
        if (OperatingSystem.IsWindows())
            return new Windows(capacity);
        throw new PlatformNotSupportedException("Processes can be listed on Linux and Windows only.");
    }

    /// <summary>How many processes there were at the last reading.</summary>
    public int Count => _table.Count;

    /// <summary>
    /// Those that used the most CPU time since the previous successful reading, the busiest first. Those that used none
    /// are not in it; it is empty after the first reading, and after <see cref="Discard"/>.
    /// </summary>
    public ReadOnlySpan<ProcessUsage> ByCpu => _byCpu.AsSpan(0, _byCpuCount);

    /// <summary>Those with the most resident memory, the largest first.</summary>
    public ReadOnlySpan<ProcessUsage> ByMemory => _byMemory.AsSpan(0, _byMemoryCount);

    /// <summary>Reads all processes now.</summary>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the processes could be listed.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead([NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        (_byCpuCount, _byMemoryCount) = (0, 0);
        _table.Begin();
        if (!TryReadAll(_table, out error))
            return false;
        _table.End((long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)));
        _byCpuCount = Describe(_table.BusiestByCpu(_busiest), _byCpu);
        _byMemoryCount = Describe(_table.LargestByMemory(_busiest), _byMemory);
        return true;
    }

    /// <summary>Sees to it that no usage is computed across a gap such as a suspend.</summary>
    public void Discard() => _table.SkipInterval();

    /// <summary>Closes the sensor. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Close();
        GC.SuppressFinalize(this);
    }

    private int Describe(int count, ProcessUsage[] usages)
    {
        for (int i = 0; i < count; i++)
        {
            ref readonly var entry = ref _busiest[i];
            usages[i] = new ProcessUsage(entry.Pid, NameOf(entry), _table.UsageOf(entry), entry.ResidentBytes,
                UserOf(entry.Pid, entry.StartTime));
        }
        return count;
    }

    private string NameOf(in ProcessEntry entry)
    {
        var bytes = _table.NameOf(entry);
        Span<char> characters = stackalloc char[bytes.Length];
        var name = characters[..Encoding.UTF8.GetChars(bytes, characters)];
        var known = _names.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(name, out var text))
            return text;
        if (_names.Count == MaxNames)
            _names.Clear();
        _names.Add(text = name.ToString());
        return text;
    }

    private protected abstract bool TryReadAll(ProcessTable table, [NotNullWhen(false)] out string? error);

    /// <summary>Asked for those that are shown only.</summary>
    private protected abstract string UserOf(int pid, long startTime);

    private protected abstract void Close();
}
