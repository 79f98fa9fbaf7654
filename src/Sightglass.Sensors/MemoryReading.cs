namespace Sightglass.Sensors;

/// <summary>
/// The machine's memory at one instant. What the system does not tell is not available, never 0.
/// </summary>
public readonly record struct MemoryReading
{
    /// <summary>
    /// Physical memory the operating system manages, in bytes (Linux: MemTotal; Windows: ullTotalPhys).
    /// </summary>
    public required long TotalBytes { get; init; }

    /// <summary>
    /// Memory that programs could have without swapping, in bytes (Linux: MemAvailable, and what the cache of ZFS would
    /// give back; Windows: ullAvailPhys), or <see langword="null"/> if not available. Between 0 and
    /// <see cref="TotalBytes"/>.
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

    /// <summary>
    /// Memory that nobody uses for anything, in bytes (MemFree). Not on Windows, which tells available memory only.
    /// </summary>
    public long? FreeBytes { get; init; }

    /// <summary>
    /// Files in memory, in bytes, shared memory included (Linux: Cached; Windows: the system cache with the standby
    /// list).
    /// </summary>
    public long? CachedBytes { get; init; }

    /// <summary>Raw blocks of disks in memory, in bytes (Linux: Buffers).</summary>
    public long? BuffersBytes { get; init; }

    /// <summary>
    /// Shared memory and tmpfs, in bytes; a part of the cached that cannot be dropped (Linux: Shmem).
    /// </summary>
    public long? SharedBytes { get; init; }

    /// <summary>What the kernel's own caches would give back, in bytes (Linux: SReclaimable).</summary>
    public long? SlabReclaimableBytes { get; init; }

    /// <summary>What the cache of ZFS would give back, in bytes: its size less its least size.</summary>
    public long? ArcReclaimableBytes { get; init; }

    /// <summary>Swap space, in bytes (Linux: SwapTotal); 0 where there is none. Not on Windows.</summary>
    public long? SwapTotalBytes { get; init; }

    /// <summary>Swap space in use, in bytes: SwapTotal − SwapFree. Not on Windows.</summary>
    public long? SwapUsedBytes { get; init; }

    /// <summary>
    /// Memory promised to programs, in bytes, whether they have touched it or not (Linux: Committed_AS; Windows: the
    /// commit charge).
    /// </summary>
    public long? CommittedBytes { get; init; }

    /// <summary>
    /// The most that can be promised, in bytes. Windows refuses memory beyond it; Linux only with overcommit_memory =
    /// 2.
    /// </summary>
    public long? CommitLimitBytes { get; init; }
}
