using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Container;

namespace Sightglass.Sensors;

/// <summary>
/// Measures the CPU time of the container that this process runs in: its control group on Linux, of either version, and
/// its job object on Windows. What the machine's sensor says inside a container is usually the host's; this is the
/// container's own.
/// </summary>
/// <remarks>Readings after the first allocate nothing. A sensor is for one thread at a time.</remarks>
public abstract partial class ContainerCpuSensor : IDisposable
{
    private readonly ContainerCpuUsage _usage = new();
    private bool _isDisposed;

    private ContainerCpuSensor()
    {
    }

    /// <summary>Opens the sensor of the container around this process.</summary>
    /// <exception cref="IOException">
    /// There is none, or the system refuses its figures; the message says which.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static ContainerCpuSensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open(CgroupPaths.OfThisProcess);
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("Containers can be measured on Linux and Windows only.");
    }

    /// <summary>Reads the counters now, and computes the usage since the previous successful reading.</summary>
    /// <param name="reading">What was read; everything is NaN if the reading failed.</param>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the counters could be read.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead(out ContainerCpuReading reading, [NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return TryReadNow(out reading, out error);
    }

    /// <summary>
    /// Sees to it that no usage is computed across a gap such as a suspend: the next reading gives NaN for it. Counters
    /// go on.
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

    private protected abstract bool TryReadNow(
        out ContainerCpuReading reading, [NotNullWhen(false)] out string? error);

    private protected abstract void Close();
}
