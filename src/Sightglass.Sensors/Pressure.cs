namespace Sightglass.Sensors;

/// <summary>
/// How much time was lost because a resource was short, as Linux counts it (Pressure Stall Information, in the kernel's
/// documentation under accounting/psi). NaN where the kernel does not: before 4.20, switched off, and on Windows.
/// </summary>
/// <param name="Some">At least one task waited.</param>
/// <param name="Full">All tasks waited at once. Means nothing for the CPU of a whole machine.</param>
public readonly record struct Pressure(PressureLevel Some, PressureLevel Full)
{
    /// <summary>Nothing is known.</summary>
    public static Pressure NotAvailable { get; } = new(PressureLevel.NotAvailable, PressureLevel.NotAvailable);
}

/// <summary>Shares of the time that tasks waited, 0..1, and that time since boot.</summary>
/// <param name="Ratio10s">Over the last 10 seconds, as the kernel averages it.</param>
/// <param name="Ratio60s">Over the last 60 seconds.</param>
/// <param name="Ratio300s">Over the last 300 seconds.</param>
/// <param name="StalledSeconds">All of it, in seconds; never falls.</param>
public readonly record struct PressureLevel(
    double Ratio10s, double Ratio60s, double Ratio300s, double StalledSeconds)
{
    /// <summary>Nothing is known.</summary>
    public static PressureLevel NotAvailable { get; } = new(double.NaN, double.NaN, double.NaN, double.NaN);
}
