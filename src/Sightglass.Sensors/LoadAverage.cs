namespace Sightglass.Sensors;

/// <summary>
/// How many threads ran, wanted to run, or waited for a disk, averaged by the kernel with exponential decay
/// (proc_loadavg(5)). NaN where there is none: Windows counts nothing of the kind.
/// </summary>
/// <param name="OneMinute">Over one minute.</param>
/// <param name="FiveMinutes">Over five minutes.</param>
/// <param name="FifteenMinutes">Over fifteen minutes.</param>
public readonly record struct LoadAverage(double OneMinute, double FiveMinutes, double FifteenMinutes)
{
    /// <summary>Nothing is known.</summary>
    public static LoadAverage NotAvailable { get; } = new(double.NaN, double.NaN, double.NaN);
}
