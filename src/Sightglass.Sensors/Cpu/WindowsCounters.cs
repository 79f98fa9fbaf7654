namespace Sightglass.Sensors.Cpu;

/// <summary>Translates what Windows counts for one processor.</summary>
internal static class WindowsCounters
{
    /// <summary>
    /// Kernel time includes idle time (Microsoft Learn, GetSystemTimes), and DPC and interrupt time are parts of kernel
    /// time ("% DPC Time is a component of % Privileged Time"). So user + kernel is all there is.
    /// </summary>
    internal static CpuCounters From(long idleTime, long kernelTime, long userTime) => new()
    {
        User = userTime,
        System = Math.Max(0, kernelTime - idleTime),
        Idle = idleTime,
    };
}
