namespace Sightglass.Sensors;

/// <summary>
/// Cumulative processor time, summed over the machine's logical processors, exactly as the operating system counts it.
/// Only the difference of two values means anything. The unit is the tick of the operating system's own counters:
/// 1/100 s on Linux (<c>USER_HZ</c>, proc_stat(5)), 100 ns on Windows.
/// </summary>
/// <param name="Busy">
/// Ticks spent working. Linux: user + nice + system + irq + softirq + steal; guest time is already inside user and
/// nice. Windows: user + kernel − idle, because kernel time includes idle.
/// </param>
/// <param name="Total">Ticks passed: <paramref name="Busy"/> plus idle, plus iowait on Linux.</param>
public readonly record struct CpuTimes(long Busy, long Total);
