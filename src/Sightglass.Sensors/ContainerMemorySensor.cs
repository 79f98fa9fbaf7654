using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Container;

namespace Sightglass.Sensors;

/// <summary>
/// Reads the memory of the container that this process runs in: its control group on Linux, of either version, and its
/// job object on Windows.
/// </summary>
/// <remarks>Readings after the first allocate nothing. A sensor is for one thread at a time.</remarks>
public abstract partial class ContainerMemorySensor : IDisposable
{
    private bool _isDisposed;

    private ContainerMemorySensor()
    {
    }

    /// <summary>Opens the sensor of the container around this process.</summary>
    /// <exception cref="IOException">
    /// There is none, or the system refuses its figures; the message says which.
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static ContainerMemorySensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open(CgroupPaths.OfThisProcess, MachineBytes());
        if (OperatingSystem.IsWindows())
            return new Windows(MachineBytes());
        throw new PlatformNotSupportedException("Containers can be measured on Linux and Windows only.");
    }

    /// <summary>Reads the figures now.</summary>
    /// <param name="reading">The figures; meaningless if the reading failed.</param>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether the figures could be read.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead(out ContainerMemoryReading reading, [NotNullWhen(false)] out string? error)
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

    private protected abstract bool TryReadNow(
        out ContainerMemoryReading reading, [NotNullWhen(false)] out string? error);

    private protected abstract void Close();

    /// <summary>The machine's memory: a limit above it limits nothing.</summary>
    private static long MachineBytes()
    {
        using var machine = MemorySensor.Open();
        return machine.TryRead(out var reading, out _) ? reading.TotalBytes : long.MaxValue;
    }
}
