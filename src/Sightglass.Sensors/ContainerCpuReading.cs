namespace Sightglass.Sensors;

/// <summary>
/// The CPU time of the container that this process runs in. Everything is NaN where it is not available; a limit that
/// is not set is not available too, and never a number.
/// </summary>
public readonly record struct ContainerCpuReading
{
    /// <summary>Nothing is known.</summary>
    public ContainerCpuReading()
    {
    }

    /// <summary>CPU time of all its processes, in seconds; never falls.</summary>
    public double TimeSeconds { get; init; } = double.NaN;

    /// <summary>The part of it spent in programs, in seconds; never falls.</summary>
    public double UserSeconds { get; init; } = double.NaN;

    /// <summary>The part of it spent in the kernel, in seconds; never falls.</summary>
    public double SystemSeconds { get; init; } = double.NaN;

    /// <summary>
    /// Processors' worth of time used since the previous reading: CPU time gained over time passed. 1.5 is one
    /// processor and a half.
    /// </summary>
    public double Usage { get; init; } = double.NaN;

    /// <summary>
    /// Processors' worth of time it may use: the least quota/period of its control group and all groups above that can
    /// be seen; Windows: the hard cap of its job.
    /// </summary>
    public double Limit { get; init; } = double.NaN;

    /// <summary>Usage over limit, 0..1. A burst beyond the limit is 1.</summary>
    public double Utilization => Math.Clamp(Usage / Limit, 0, 1);

    /// <summary>How many logical processors its processes may run on.</summary>
    public double LogicalCount { get; init; } = double.NaN;

    /// <summary>Enforcement periods in which it ran; never falls.</summary>
    public double PeriodCount { get; init; } = double.NaN;

    /// <summary>Periods in which it had to stop because its quota was used up; never falls.</summary>
    public double ThrottledPeriodCount { get; init; } = double.NaN;

    /// <summary>For how long it was stopped so, in seconds, summed over processors; never falls.</summary>
    public double ThrottledSeconds { get; init; } = double.NaN;

    /// <summary>The part of the periods since the previous reading in which it was stopped, 0..1.</summary>
    public double ThrottledRatio { get; init; } = double.NaN;

    /// <summary>How long its tasks waited for a processor.</summary>
    public Pressure Pressure { get; init; } = Pressure.NotAvailable;
}
