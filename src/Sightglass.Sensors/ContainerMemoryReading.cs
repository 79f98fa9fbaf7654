namespace Sightglass.Sensors;

/// <summary>
/// The memory of the container that this process runs in. What the system does not tell is not available, never 0; a
/// limit that is not set, or that the machine's memory does not reach, is not available and never a number.
/// </summary>
public readonly record struct ContainerMemoryReading
{
    /// <summary>
    /// Memory charged to it, in bytes, caches included (v2 <c>memory.current</c>, v1 <c>usage_in_bytes</c>; Windows:
    /// what its job has committed).
    /// </summary>
    public long? UsageBytes { get; init; }

    /// <summary>
    /// Usage less what can be dropped at once, in bytes (usage − inactive_file): what Docker and Kubernetes show and
    /// evict by.
    /// </summary>
    public long? WorkingSetBytes { get; init; }

    /// <summary>The least limit of its control group and all groups above that can be seen, in bytes.</summary>
    public long? LimitBytes { get; init; }

    /// <summary>Limit − working set, in bytes; what it can still get.</summary>
    public long? AvailableBytes => LimitBytes is long limit && (WorkingSetBytes ?? UsageBytes) is long used
        ? Math.Max(0, limit - used) : null;

    /// <summary>Working set (Windows: usage) over limit, 0..1; NaN if not available.</summary>
    public double Utilization => LimitBytes is long limit and > 0 && (WorkingSetBytes ?? UsageBytes) is long used
        ? Math.Clamp((double)used / limit, 0, 1) : double.NaN;

    /// <summary>Memory of programs themselves, in bytes (v2 <c>anon</c>, v1 <c>total_rss</c>).</summary>
    public long? AnonymousBytes { get; init; }

    /// <summary>Files in memory, in bytes (v2 <c>file</c>, v1 <c>total_cache</c>).</summary>
    public long? FileBytes { get; init; }

    /// <summary>Swap in use, in bytes.</summary>
    public long? SwapUsedBytes { get; init; }

    /// <summary>The most swap it may use, in bytes.</summary>
    public long? SwapLimitBytes { get; init; }

    /// <summary>How often the kernel killed one of its processes for want of memory.</summary>
    public long? OutOfMemoryKillCount { get; init; }

    /// <summary>How long its tasks waited for memory.</summary>
    public Pressure Pressure { get; init; }
}
