using System.Diagnostics.CodeAnalysis;
using Sightglass.Sensors.Frequency;

namespace Sightglass.Sensors;

/// <summary>
/// Reads the frequency of each logical processor. Asking for it may take 10 to 20 ms per processor by the kernel's
/// design, so it belongs into a thread of its own and is read seldom.
/// </summary>
/// <remarks>
/// Readings after the first allocate nothing, but for a processor that comes. A sensor is for one thread at a time.
/// </remarks>
public abstract partial class FrequencySensor : IDisposable
{
    private double[] _perLogical = [];
    private bool _isDisposed;

    private FrequencySensor()
    {
    }

    /// <summary>Opens the sensor of this machine, and reads for the first time.</summary>
    /// <exception cref="IOException">The system tells no frequency, as in many virtual machines.</exception>
    /// <exception cref="PlatformNotSupportedException">This is neither Linux nor Windows.</exception>
    public static FrequencySensor Open()
    {
        if (OperatingSystem.IsLinux())
            return Open(FrequencyPaths.OfThisMachine);
        if (OperatingSystem.IsWindows())
            return new Windows();
        throw new PlatformNotSupportedException("Frequencies can be read on Linux and Windows only.");
    }

    /// <summary>How many elements <see cref="PerLogical"/> has. Constant.</summary>
    public int LogicalCapacity => _perLogical.Length;

    /// <summary>Hertz of each logical processor by its number; NaN where it is not known.</summary>
    public ReadOnlySpan<double> PerLogical => _perLogical;

    /// <summary>The mean of the frequencies that are known, in hertz; NaN if none is.</summary>
    public double Mean
    {
        get
        {
            double sum = 0;
            int count = 0;
            foreach (double hertz in _perLogical)
            {
                if (double.IsNaN(hertz))
                    continue;
                sum += hertz;
                count++;
            }
            return count > 0 ? sum / count : double.NaN;
        }
    }

    /// <summary>The highest frequency that any processor can have, in hertz; NaN if the system does not say.</summary>
    public double Limit { get; private protected set; } = double.NaN;

    /// <summary>Reads the frequencies now.</summary>
    /// <param name="error">If the reading failed, what was tried and what the operating system said.</param>
    /// <returns>Whether at least one frequency could be read.</returns>
    /// <exception cref="ObjectDisposedException">The sensor is closed.</exception>
    public bool TryRead([NotNullWhen(false)] out string? error)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        _perLogical.AsSpan().Fill(double.NaN);
        return TryReadNow(_perLogical, out error);
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

    private protected abstract bool TryReadNow(Span<double> perLogical, [NotNullWhen(false)] out string? error);

    private protected abstract void Close();
}
