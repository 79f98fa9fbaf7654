using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Examining;

/// <summary>What can be measured here.</summary>
internal static class SensorChecks
{
    internal static IEnumerable<Finding> Run()
    {
        var kinds = SensorKind.All.Select(kind => (kind, fault: SensorList.FaultOf(kind))).ToList();
        var there = kinds.Where(found => found.fault is null).Select(found => found.kind.Name).ToList();
        yield return new("sensors", there.Count > 0 ? Mark.Ok : Mark.Fail,
            $"{(there.Count > 0 ? string.Join(", ", there) : "nothing")} can be measured");
        foreach (var (kind, fault) in kinds.Where(found => found.fault is not null))
            yield return new($"sensor {kind.Name}", kind.Use == SensorUse.Always ? Mark.Fail : Mark.Skip, fault!);
        if (OperatingSystem.IsLinux() && !File.Exists("/proc/pressure/cpu"))
            yield return new("pressure", Mark.Skip, "This kernel tells no pressure; those fields are n/a.",
                "Linux 4.20 or later, booted with psi=1.");
    }
}
