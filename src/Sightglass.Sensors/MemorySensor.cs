using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Memory;

namespace Sightglass.Sensors;

/// <summary>
/// Reads how much of the machine's memory is in use. Inside a container the figures are usually those of the whole
/// host. A sensor allocates nothing per reading. It is for one thread at a time.
/// </summary>
public abstract partial class MemorySensor : IDisposable
{
    private bool _isDisposed;

    private MemorySensor()
    {
    }

    /// <summary>Opens the sensor of this machine.</summary>
    /// <exception cref="IOException">
    /// The operating system refuses its figures; the message says which and why.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static MemorySensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open(new MemoryPaths("/proc/meminfo", "/proc/pressure/memory",
                ContainerMarks.Exist ? null : "/proc/spl/kstat/zfs/arcstats"));
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("Memory usage can be read on Linux and Windows only.");
    }

    /// <summary>
    /// How long tasks waited for memory, as of the last reading, if the system counts it.
    /// </summary>
    public Pressure Pressure { get; private protected set; } = Pressure.NotAvailable;

    /// <summary>Reads the figures now.</summary>
    /// <param name="reading">The figures; meaningless if the reading failed.</param>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the figures could be read.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead(out MemoryReading reading, [NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        return TryReadNow(out reading, out error);
    }

    /// <summary>Closes the sensor. Calling it again does nothing.</summary>
    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract bool TryReadNow(out MemoryReading reading, [NotNullWhen(false)] out string? error);

    private protected abstract void Close();
}
