namespace Sightglass.Sensors.Container;

/// <summary>Translates the limits of a Windows job object.</summary>
internal static class JobLimit
{
    /// <summary>Hundredths of a percent of all processors; 10,000 is all of them.</summary>
    private const double FullRate = 10_000;

    /// <summary>Processors' worth of time; NaN if the rate is none.</summary>
    internal static double Processors(uint cpuRate, int processorCount) =>
        cpuRate is > 0 and <= (uint)FullRate && processorCount > 0 ? cpuRate / FullRate * processorCount : double.NaN;
}
