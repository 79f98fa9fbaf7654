namespace Sightglass.Sensors.Cpu;

/// <summary>
/// The modes a processor's time is divided into; each tick is in exactly one of them. Cumulative, or the difference of
/// two readings. What an operating system does not tell apart stays 0 here and never leaves the library.
/// </summary>
internal record struct CpuCounters
{
    internal long User;
    internal long Nice;
    internal long System;
    internal long Idle;
    internal long IoWait;
    internal long Irq;
    internal long SoftIrq;
    internal long Steal;

    internal readonly long Busy => User + Nice + System + Irq + SoftIrq + Steal;

    internal readonly long Total => Busy + Idle + IoWait;

    /// <summary>Busy over total, 0..1; NaN if no time passed. Integers until this last step.</summary>
    internal readonly double Utilization
    {
        get
        {
            long total = Total;
            return total > 0 ? Math.Clamp((double)Busy / total, 0, 1) : double.NaN;
        }
    }

    /// <summary>Each counter over the same divisor; NaN for modes that are not told apart, or if it is 0.</summary>
    internal readonly CpuModes Over(double divisor, CpuModeSet modes)
    {
        return new(Of(User, CpuModeSet.User), Of(Nice, CpuModeSet.Nice), Of(System, CpuModeSet.System),
            Of(Idle, CpuModeSet.Idle), Of(IoWait, CpuModeSet.IoWait), Of(Irq, CpuModeSet.Irq),
            Of(SoftIrq, CpuModeSet.SoftIrq), Of(Steal, CpuModeSet.Steal));

        double Of(long counter, CpuModeSet mode) =>
            (modes & mode) != 0 && divisor > 0 ? counter / divisor : double.NaN;
    }

    /// <summary>What each counter gained since an earlier reading. One that fell gained nothing.</summary>
    internal readonly CpuCounters Since(in CpuCounters earlier) => new()
    {
        User = Math.Max(0, User - earlier.User),
        Nice = Math.Max(0, Nice - earlier.Nice),
        System = Math.Max(0, System - earlier.System),
        Idle = Math.Max(0, Idle - earlier.Idle),
        IoWait = Math.Max(0, IoWait - earlier.IoWait),
        Irq = Math.Max(0, Irq - earlier.Irq),
        SoftIrq = Math.Max(0, SoftIrq - earlier.SoftIrq),
        Steal = Math.Max(0, Steal - earlier.Steal),
    };

    public static CpuCounters operator +(in CpuCounters a, in CpuCounters b) => new()
    {
        User = a.User + b.User,
        Nice = a.Nice + b.Nice,
        System = a.System + b.System,
        Idle = a.Idle + b.Idle,
        IoWait = a.IoWait + b.IoWait,
        Irq = a.Irq + b.Irq,
        SoftIrq = a.SoftIrq + b.SoftIrq,
        Steal = a.Steal + b.Steal,
    };

    /// <summary>The largest amount by which any counter lies below its earlier value; 0 if none does.</summary>
    internal readonly long LargestFallSince(in CpuCounters earlier)
    {
        var fall = earlier.Since(this);
        long first = Math.Max(Math.Max(fall.User, fall.Nice), Math.Max(fall.System, fall.Idle));
        long second = Math.Max(Math.Max(fall.IoWait, fall.Irq), Math.Max(fall.SoftIrq, fall.Steal));
        return Math.Max(first, second);
    }
}
