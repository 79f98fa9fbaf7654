using System.Globalization;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>By what processes are sorted.</summary>
internal enum ProcessSort
{
    Cpu, Memory, Pid, Name,
}

/// <summary>A process as the panel shows it.</summary>
internal readonly record struct ProcessRow(int Pid, string Name, string User, double CpuUsage, double MemoryBytes)
{
    internal static ProcessSort Next(ProcessSort sort) => sort == ProcessSort.Name ? ProcessSort.Cpu : sort + 1;

    /// <summary>Usage from the greatest, names and numbers from the least; or the other way round.</summary>
    internal static IEnumerable<ProcessRow> Sorted(IEnumerable<ProcessRow> rows, ProcessSort sort, bool isReversed)
    {
        var sorted = sort switch
        {
            ProcessSort.Cpu => rows.OrderByDescending(row => row.CpuUsage).ThenBy(row => row.Pid),
            ProcessSort.Memory => rows.OrderByDescending(row => row.MemoryBytes).ThenBy(row => row.Pid),
            ProcessSort.Pid => rows.OrderBy(row => row.Pid),
            _ => rows.OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase).ThenBy(row => row.Pid),
        };
        return isReversed ? sorted.Reverse() : sorted;
    }

    internal bool Matches(string filter) => Name.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || User.Contains(filter, StringComparison.OrdinalIgnoreCase)
        || Pid.ToString(CultureInfo.InvariantCulture).StartsWith(filter, StringComparison.Ordinal);

    /// <summary>The processes of a sample: those of both its lists, each once.</summary>
    internal static IEnumerable<ProcessRow> Of(Sample? sample)
    {
        HashSet<int> seen = [];
        foreach (var list in (string[])["by_cpu", "by_memory"])
        {
            if (sample?.Schema?.Find($"system.processes.{list}.pid") is not { Type: FieldType.Float64 } pids) continue;
            for (var i = 0; i < pids.Length; i++)
            {
                var pid = sample[pids, i].AsDouble;
                // A list may have places for more than there are.
                if (double.IsNaN(pid) || pid <= 0 || !seen.Add((int)pid)) continue;
                yield return new((int)pid, Text(sample, $"system.processes.{list}.name", i),
                    Text(sample, $"system.processes.{list}.user", i),
                    new Quantity($"system.processes.{list}.cpu.usage", i).In(sample),
                    new Quantity($"system.processes.{list}.memory.usage", i).In(sample));
            }
        }
    }

    private static string Text(Sample sample, string field, int index) =>
        sample.Schema!.Find(field) is { Type: FieldType.Text } found && index < found.Length
            ? sample[found, index].ToString() : "";
}
