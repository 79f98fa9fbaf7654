namespace Sightglass.Sensors;

/// <summary>
/// One number for each mode that a processor's time is divided into; each moment is in exactly one of them, so that
/// shares of an interval add up to 1. What the system does not tell apart is NaN, never 0.
/// </summary>
/// <param name="User">Programs; Linux: guests included, since the kernel counts their time in here too.</param>
/// <param name="Nice">Programs of low priority, guests included. Not on Windows.</param>
/// <param name="System">
/// The kernel. Windows: kernel time less idle, interrupts and DPCs, which it includes; so that "% Privileged Time" is
/// System + Irq + SoftIrq.
/// </param>
/// <param name="Idle">Nothing to do.</param>
/// <param name="IoWait">Nothing to do while some program waits for I/O. Not on Windows.</param>
/// <param name="Irq">Interrupts.</param>
/// <param name="SoftIrq">The deferred work of interrupts; Windows: DPCs.</param>
/// <param name="Steal">Time the hypervisor gave to others. Not on Windows.</param>
public readonly record struct CpuModes(double User, double Nice, double System, double Idle, double IoWait, double Irq,
    double SoftIrq, double Steal)
{
    /// <summary>Nothing is known.</summary>
    public static CpuModes NotAvailable { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN, double.NaN,
        double.NaN, double.NaN, double.NaN);
}
