namespace Sightglass.Sensors.Frequency;

/// <summary>Where Linux tells about frequencies; others than this machine's for tests.</summary>
/// <param name="Directory">With a directory <c>cpuN</c> for each processor.</param>
/// <param name="Possible">The numbers that processors may ever have.</param>
/// <param name="CpuInfo">proc_cpuinfo(5).</param>
internal sealed record FrequencyPaths(string Directory, string Possible, string CpuInfo)
{
    internal static FrequencyPaths OfThisMachine { get; } =
        new("/sys/devices/system/cpu", "/sys/devices/system/cpu/possible", "/proc/cpuinfo");
}
