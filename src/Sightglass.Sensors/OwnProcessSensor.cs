using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Sightglass.Sensors;

/// <summary>Measures this process itself: what a monitor costs is a measurement too.</summary>
/// <remarks>Readings after the first allocate nothing. A sensor is for one thread at a time.</remarks>
public abstract partial class OwnProcessSensor : IDisposable
{
    private TimeSpan _lastTime;
    private long _lastTimestamp;
    private bool _hasLast, _isDisposed;

    private OwnProcessSensor()
    {
    }

    /// <summary>Opens the sensor of this process.</summary>
    /// <exception cref="IOException">The operating system refuses its figures.</exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static OwnProcessSensor Open()
    {
        if (OperatingSystem.IsLinux())
            return new Linux();
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("A process can be measured on Linux and Windows only.");
    }

    /// <summary>CPU time since the process started, in seconds.</summary>
    public double TimeSeconds { get; private set; } = double.NaN;

    /// <summary>
    /// Processors' worth of time used since the previous reading: CPU time gained over time passed. NaN at the first.
    /// </summary>
    public double Usage { get; private set; } = double.NaN;

    /// <summary>Memory that is really there, in bytes; code and shared memory included.</summary>
    public long? ResidentBytes { get; private set; }

    /// <summary>What the garbage collector holds, in bytes.</summary>
    public double ManagedBytes { get; private set; } = double.NaN;

    /// <summary>
    /// What all threads have allocated since the process started, in bytes, to the next block of the allocator.
    /// </summary>
    public double AllocatedBytes { get; private set; } = double.NaN;

    /// <summary>Reads the figures now.</summary>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the figures could be read.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead([NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var time = Environment.CpuUsage.TotalTime;
        long timestamp = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_lastTimestamp, timestamp);
        Usage = _hasLast && elapsed > TimeSpan.Zero ? Math.Max(0, (time - _lastTime) / elapsed) : double.NaN;
        (_lastTime, _lastTimestamp, _hasLast) = (time, timestamp, true);
        TimeSeconds = time.TotalSeconds;
        ManagedBytes = GC.GetTotalMemory(forceFullCollection: false);
        AllocatedBytes = GC.GetTotalAllocatedBytes(precise: false);
        ResidentBytes = ReadResident(out error);
        return error is null;
    }

    /// <summary>Sees to it that no usage is computed across a gap such as a suspend.</summary>
    public void Discard() => _hasLast = false;

    /// <summary>Closes the sensor. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract long? ReadResident(out string? error);

    private protected abstract void Close();
}
