namespace Sightglass.Sensors.Cpu;

/// <summary>Translates what Windows counts for one processor.</summary>
internal static class WindowsCounters
{
    internal const CpuModeSet Modes = CpuModeSet.User | CpuModeSet.System | CpuModeSet.Idle | CpuModeSet.Irq
        | CpuModeSet.SoftIrq;

    /// <summary>
    /// Kernel time includes idle time (Microsoft Learn, GetSystemTimes), and DPC and interrupt time are parts of kernel
    /// time ("% DPC Time is a component of % Privileged Time"). So user + kernel is all there is, and what
    /// is left of kernel time without its parts is the kernel's own.
    /// </summary>
    internal static CpuCounters From(long idleTime, long kernelTime, long userTime, long dpcTime, long interruptTime)
    {
        long kernel = Math.Max(0, kernelTime - idleTime);
        // The parts are counted by other ticks than the whole; together they never count for more than it.
        long interrupt = Math.Clamp(interruptTime, 0, kernel);
        long dpc = Math.Clamp(dpcTime, 0, kernel - interrupt);
        return new()
        {
            User = userTime,
            System = kernel - interrupt - dpc,
            Idle = idleTime,
            Irq = interrupt,
            SoftIrq = dpc,
        };
    }
}
