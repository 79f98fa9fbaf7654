namespace Sightglass.Sensors.Cpu;

/// <summary>Where Linux tells about its processors; others than this machine's for tests.</summary>
/// <param name="Stat">The counters, proc_stat(5).</param>
/// <param name="Possible">The numbers that processors may ever have.</param>
/// <param name="LoadAverage">proc_loadavg(5).</param>
/// <param name="Pressure">Pressure Stall Information.</param>
internal sealed record CpuPaths(string Stat, string Possible, string LoadAverage, string Pressure)
{
    internal static CpuPaths OfThisMachine { get; } =
        new("/proc/stat", "/sys/devices/system/cpu/possible", "/proc/loadavg", "/proc/pressure/cpu");
}
