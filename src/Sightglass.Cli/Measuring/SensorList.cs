using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Measuring;

/// <summary><c>publish --list-sensors</c>: what each sensor is, and whether this machine has what it measures.</summary>
internal static class SensorList
{
    internal static int Write(TextWriter writer)
    {
        var table = new TextTable(("SENSOR", false), ("TOPICS", false), ("LEAST", true), ("USED", false), ("MEASURES", false));
        List<string> missing = [];
        foreach (var kind in SensorKind.All)
        {
            var fault = FaultOf(kind);
            if (fault is not null) missing.Add($"{kind.Name}: {fault}");
            table.Add(kind.Name, string.Join(' ', kind.Topics), Durations.Format(kind.LeastInterval),
                fault is not null ? "not here" : kind.IsUsedByDefault ? "yes" : "when named", kind.Description);
        }
        table.Write(writer);
        if (missing.Count > 0) writer.WriteLine();
        foreach (var line in missing) writer.WriteLine(line);
        writer.Flush();
        return ExitCode.Ok;
    }

    /// <summary>Why this machine has none of it; null when it can be measured.</summary>
    internal static string? FaultOf(SensorKind kind)
    {
        try
        {
            foreach (var topic in kind.Open(new Opening(ProcessCount: 1, []))) topic.Dispose();
            return null;
        }
        catch (IOException e)
        {
            return e.Message;
        }
    }
}
