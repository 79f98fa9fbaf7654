using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Devices;

namespace Sightglass.Sensors;

/// <summary>
/// Counts what the machine's network interfaces receive and send; in a container, those of its network namespace. The
/// total is over physical interfaces: what a bridge, a bond or a tunnel moves, a card moves too.
/// </summary>
/// <remarks>
/// Each interface has a place, found by its name, which it keeps while it is there; others may come and go. Readings
/// allocate nothing, but for a interface that was never seen. A sensor is for one thread at a time.
/// </remarks>
public abstract partial class NetworkSensor : IDisposable
{
    private const int CounterCount = (int)NetworkCounter.SendDrops + 1;

    private DeviceTable _table;
    private bool _isDisposed;

    private NetworkSensor(Func<string, DeviceKind> kindOf) => _table = new DeviceTable(kindOf,
        [.. Enumerable.Repeat(new DeviceCounter(1), CounterCount)]);

    /// <summary>Opens the sensor of this machine, and reads for the first time.</summary>
    /// <exception cref="IOException">
    /// There is none, or the operating system refuses its counters; the message says which and why.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static NetworkSensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open("/proc/net/dev", path => Path.Exists(path));
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("This can be read on Linux and Windows only.");
    }

    /// <summary>
    /// How many places there are: twice as many as there were devices at opening, at least 8, at most 256. Constant. A
    /// device that finds no place counts in the totals only.
    /// </summary>
    public int Capacity => _table.Capacity;

    /// <summary>The name of the interface at a place; empty if there is none.</summary>
    /// <param name="place">0 to <see cref="Capacity"/> − 1.</param>
    public string NameOf(int place) => _table.NameOf(place);

    /// <summary>One counter of each place; NaN where there is no interface.</summary>
    /// <param name="counter">Which.</param>
    public ReadOnlySpan<double> Values(NetworkCounter counter) => _table.Values((int)counter);

    /// <summary>
    /// What it gained per second since the previous successful reading; NaN where there is no interface, where it was
    /// not there then, or its counters started anew.
    /// </summary>
    /// <param name="counter">Which.</param>
    public ReadOnlySpan<double> Rates(NetworkCounter counter) => _table.Rates((int)counter);

    /// <summary>
    /// The sum over the physical devices, which does not fall when one goes; over all that are listed where none was
    /// physical at opening. NaN where there is none at all.
    /// </summary>
    /// <param name="counter">Which.</param>
    public double Total(NetworkCounter counter) => _table.Total((int)counter);

    /// <summary>What the total gained per second since the previous successful reading.</summary>
    /// <param name="counter">Which.</param>
    public double TotalRate(NetworkCounter counter) => _table.TotalRate((int)counter);

    /// <summary>Reads the counters now, and computes the rates since the previous successful reading.</summary>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the counters could be read; if not, the values are those of the last success.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead([NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return TryReadNow((long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)), out error);
    }

    /// <summary>
    /// Sees to it that no rate is computed across a gap such as a suspend: the next reading gives NaN for rates.
    /// Counters go on.
    /// </summary>
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

    private protected abstract bool TryReadNow(long monotonicNs, [NotNullWhen(false)] out string? error);

    private protected abstract void Close();
}
