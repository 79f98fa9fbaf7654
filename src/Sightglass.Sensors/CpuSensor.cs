using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Cpu;

namespace Sightglass.Sensors;

/// <summary>
/// Measures how busy the machine's processors are: the work W done in an interval T, over T. Each reading takes the raw
/// counters now and compares them with the same counters at the previous reading.
/// </summary>
/// <remarks>
/// <para>
/// Utilization is busy/total, 0..1. Steal (time the hypervisor gave to others) counts as busy and iowait as idle, as in
/// htop, btop, psutil, gopsutil and sysinfo. The denominator is the counters' own time, not a clock's, so a late
/// reading does not distort it. Inside a container the figures are usually those of the whole host.
/// </para>
/// <para>
/// The time in each mode is published beside the utilizations as counters that never fall. The system's own do: iowait,
/// idle and steal may step back, and the machine's sum jumps when a processor goes offline or comes back. A counter
/// that stepped back by less than a second stands still until it has passed its former height; a larger fall is one
/// that started anew, and adds nothing for that interval.
/// </para>
/// <para>
/// The counters move in steps: 10 ms on Linux, usually 15.625 ms on Windows. An interval of 100 ms therefore resolves
/// one processor to about 10 %, and a shorter one may see no time pass at all, which is reported as not available.
/// </para>
/// <para>Readings after the first allocate nothing. A sensor is for one thread at a time.</para>
/// </remarks>
public abstract partial class CpuSensor : IDisposable
{
    private readonly CpuReading _reading = new();
    private readonly CpuUsage _usage;
    private readonly long _ticksPerSecond;
    private bool _isDisposed;

    private CpuSensor(long ticksPerSecond)
    {
        _ticksPerSecond = ticksPerSecond;
        _usage = new CpuUsage(largestFall: ticksPerSecond);
    }

    /// <summary>Opens the sensor of this machine.</summary>
    /// <exception cref="IOException">
    /// The operating system refuses its counters; the message says which and why.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static CpuSensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open(CpuPaths.OfThisMachine);
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("CPU usage can be read on Linux and Windows only.");
    }

    /// <summary>
    /// How many elements an array needs that is indexed by the number of the logical processor: the highest number that
    /// this machine can ever have, plus one. Constant. Numbers may have gaps, and processors may be offline or not
    /// plugged in. Where the system does not say what is possible, the highest number at opening decides; a processor
    /// that comes later with a higher number then counts in the total only.
    /// </summary>
    public int LogicalCapacity { get; private init; }

    /// <summary>How many logical processors were online at the last successful reading; 0 before the first.</summary>
    public int OnlineCount { get; private set; }

    /// <summary>
    /// The share of each mode in the machine's time since the previous successful reading; they add up to 1. NaN where
    /// the utilization is, and for modes that this system does not tell apart.
    /// </summary>
    public CpuModes Utilizations { get; private set; } = CpuModes.NotAvailable;

    /// <summary>
    /// The machine's cumulative time in each mode, in seconds, summed over its logical processors. Never falls while
    /// the sensor is open. NaN after a failure, and for modes that this system does not tell apart.
    /// </summary>
    public CpuModes TimesSeconds { get; private set; } = CpuModes.NotAvailable;

    /// <summary>The load average, if the system has one.</summary>
    public LoadAverage Load { get; private protected set; } = LoadAverage.NotAvailable;

    /// <summary>How long tasks waited for a processor, if the system counts it.</summary>
    public Pressure Pressure { get; private protected set; } = Pressure.NotAvailable;

    /// <summary>Whether a processor was online at the last successful reading.</summary>
    /// <param name="number">Its number; any.</param>
    public bool IsOnline(int number) => number >= 0 && _reading.TryGet(number, out _);

    /// <summary>
    /// The cumulative counters of the last successful reading as the system gave them, or <see langword="null"/> before
    /// the first. For whoever wants to check, or to compute over intervals of their own. Unlike the utilization, it is
    /// not corrected: it may step back, and may jump when a processor goes offline or comes back.
    /// </summary>
    public CpuTimes? Times { get; private set; }

    /// <summary>Reads the counters now, and computes the utilization since the previous successful reading.</summary>
    /// <param name="perLogical">
    /// Receives the utilization of each logical processor by its number, 0..1. NaN means not available: the processor
    /// is offline or absent, was not there at the previous reading, its counters started anew, or no time has passed on
    /// it. May be empty if only the total is wanted.
    /// </param>
    /// <param name="utilization">
    /// Utilization of all processors together, 0..1. NaN means not available: the first reading, the first after
    /// <see cref="Discard"/>, no time passed, or failure.
    /// </param>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>
    /// Whether the counters could be read. After a failure everything is NaN; the next success covers the whole time
    /// since the last successful reading.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// <paramref name="perLogical"/> is neither empty nor at least <see cref="LogicalCapacity"/> long.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead(Span<double> perLogical, out double utilization, [NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!perLogical.IsEmpty && perLogical.Length < LogicalCapacity)
            throw new ArgumentException(
                $"Room for {perLogical.Length} processors, but LogicalCapacity is {LogicalCapacity}.",
                nameof(perLogical));

        _reading.Clear();
        ReadSurroundings();
        if (!TryReadCounters(_reading, out error))
        {
            perLogical.Fill(double.NaN);
            utilization = double.NaN;
            Utilizations = TimesSeconds = CpuModes.NotAvailable;
            return false;
        }

        OnlineCount = _reading.OnlineCount;
        var all = _reading.Machine;
        Times = new CpuTimes(all.Busy, all.Total);
        // Elements past the capacity stay NaN even if a late processor happens to have that number.
        utilization = _usage.Advance(_reading, perLogical.IsEmpty ? perLogical : perLogical[..LogicalCapacity]);
        if (!perLogical.IsEmpty)
            perLogical[LogicalCapacity..].Fill(double.NaN);
        Utilizations = _usage.Gain.Over(_usage.Gain.Total, _reading.Modes);
        TimesSeconds = _usage.Cumulative.Over(_ticksPerSecond, _reading.Modes);
        return true;
    }

    /// <summary>
    /// Sees to it that no ratio is computed across a gap such as a suspend: the next reading gives NaN (not available)
    /// and starts the next interval. Counters go on.
    /// </summary>
    public void Discard() => _usage.SkipInterval();

    /// <summary>Closes the sensor. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract bool TryReadCounters(CpuReading reading, [NotNullWhen(false)] out string? error);

    /// <summary>Reads <see cref="Load"/> and <see cref="Pressure"/>, where there are such.</summary>
    private protected abstract void ReadSurroundings();

    private protected abstract void Close();
}
