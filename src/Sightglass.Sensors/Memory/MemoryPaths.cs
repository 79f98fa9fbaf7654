namespace Sightglass.Sensors.Memory;

/// <summary>Where Linux tells about its memory; others than this machine's for tests.</summary>
/// <param name="MemInfo">proc_meminfo(5).</param>
/// <param name="Pressure">Pressure Stall Information.</param>
/// <param name="ArcStats">
/// The cache of ZFS; null in a container, which sees the host's cache beside its own memory.
/// </param>
internal sealed record MemoryPaths(string MemInfo, string Pressure, string? ArcStats);
