namespace Sightglass.Sensors;

/// <summary>
/// The machine's physical memory at one instant. What the system does not tell is not available, never 0.
/// </summary>
public readonly record struct MemoryReading
{
    /// <summary>
    /// Physical memory the operating system manages, in bytes (Linux: MemTotal; Windows: ullTotalPhys).
    /// </summary>
    public required long TotalBytes { get; init; }

    /// <summary>
    /// Memory that programs could have without swapping, in bytes (Linux: MemAvailable; Windows: ullAvailPhys), or
    /// <see langword="null"/> if not available. Between 0 and <see cref="TotalBytes"/>.
    /// </summary>
    public required long? AvailableBytes { get; init; }

    /// <summary>
    /// Whether <see cref="AvailableBytes"/> is our own cautious estimate because the kernel's figure is missing or
    /// cannot be true.
    /// </summary>
    public bool IsAvailableEstimated { get; init; }

    /// <summary>
    /// Memory in use, in bytes: total − available, as OpenTelemetry defines <c>system.memory.usage</c> of the state
    /// <c>used</c>. <see langword="null"/> if not available.
    /// </summary>
    public long? UsedBytes => TotalBytes - AvailableBytes;

    /// <summary>Used over total, 0..1; NaN if not available.</summary>
    public double Utilization =>
        UsedBytes is long used && TotalBytes > 0 ? Math.Clamp((double)used / TotalBytes, 0, 1) : double.NaN;
}
