using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Devices;

namespace Sightglass.Sensors;

/// <summary>
/// Counts what the machine's disks read and write. The total is over physical disks: what a volume or an array of disks
/// does is done by its disks too. Partitions, loop devices and RAM disks have no place.
/// </summary>
/// <remarks>
/// Each disk has a place, found by its name, which it keeps while it is there; others may come and go. Readings
/// allocate nothing, but for a disk that was never seen. A sensor is for one thread at a time.
/// </remarks>
public abstract partial class DiskSensor : IDisposable
{
    // Linux: milliseconds in 32 bits, full after 50 days (proc_diskstats(5)). Windows: 100 ns in 64 bits.
    private static readonly DeviceCounter _busyTime =
        OperatingSystem.IsWindows() ? new(1e7, IsTime: true) : new(1e3, Is32Bits: true, IsTime: true);

    private readonly DeviceTable _table;
    private bool _isDisposed;

    private DiskSensor(Func<string, DeviceKind> kindOf) => _table = new DeviceTable(kindOf,
        new DeviceCounter(1), new DeviceCounter(1), new DeviceCounter(1, OperatingSystem.IsWindows()),
        new DeviceCounter(1, OperatingSystem.IsWindows()), _busyTime);

    /// <summary>Opens the sensor of this machine, and reads for the first time.</summary>
    /// <exception cref="IOException">
    /// There is none, or the operating system refuses its counters; the message says which and why.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static DiskSensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open("/proc/diskstats", path => Path.Exists(path));
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("This can be read on Linux and Windows only.");
    }

    /// <summary>
    /// How many places there are: twice as many as there were devices at opening, at least 8, at most 256. Constant. A
    /// device that finds no place counts in the totals only.
    /// </summary>
    public int Capacity => _table.Capacity;

    /// <summary>The name of the disk at a place; empty if there is none.</summary>
    /// <param name="place">0 to <see cref="Capacity"/> − 1.</param>
    public string NameOf(int place) => _table.NameOf(place);

    /// <summary>One counter of each place; NaN where there is no disk.</summary>
    /// <param name="counter">Which.</param>
    public ReadOnlySpan<double> Values(DiskCounter counter) => _table.Values((int)counter);

    /// <summary>
    /// What it gained per second since the previous successful reading; NaN where there is no disk, where it was not
    /// there then, or its counters started anew.
    /// </summary>
    /// <param name="counter">Which.</param>
    public ReadOnlySpan<double> Rates(DiskCounter counter) => _table.Rates((int)counter);

    /// <summary>
    /// The sum over the physical devices, which does not fall when one goes; over all that are listed where none was
    /// physical at opening. NaN where there is none at all.
    /// </summary>
    /// <param name="counter">Which.</param>
    public double Total(DiskCounter counter) => _table.Total((int)counter);

    /// <summary>What the total gained per second since the previous successful reading.</summary>
    /// <param name="counter">Which.</param>
    public double TotalRate(DiskCounter counter) => _table.TotalRate((int)counter);

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
