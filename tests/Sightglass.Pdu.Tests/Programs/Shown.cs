using System.Globalization;
using System.Text.Json;
using Sightglass.Cli.Tests.Programs;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary>A pair that a program showed, an original client or a watcher of ours, and when.</summary>
internal readonly record struct Shown(long AtMs, uint Memory, double Cpu)
{
    private const int StampRangeMs = 100_000;

    /// <summary>A stamp as CpuPercent: the time, so that whoever shows it can tell its age.</summary>
    internal static double Stamp() => DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() % StampRangeMs / 1_000.0;

    /// <summary>How old a stamped value was when it was shown.</summary>
    internal long AgeMs => ((AtMs - (long)Math.Round(Cpu * 1_000)) % StampRangeMs + StampRangeMs) % StampRangeMs;

    internal static List<Shown> From(RunningProgram program) =>
        [.. program.Lines.Select(Parse).OfType<Shown>()];

    private static Shown? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            var parts = line.Split(' ');
            return new(long.Parse(parts[0], CultureInfo.InvariantCulture), uint.Parse(parts[1], CultureInfo.InvariantCulture),
                double.Parse(parts[2], CultureInfo.InvariantCulture));
        }
        using var json = JsonDocument.Parse(line);
        if (!json.RootElement.TryGetProperty("values", out var values)) return null;
        return new(json.RootElement.GetProperty("time").GetDateTimeOffset().ToUnixTimeMilliseconds(),
            values.GetProperty("MemoryPercent").GetUInt32(), values.GetProperty("CpuPercent").GetDouble());
    }
}
