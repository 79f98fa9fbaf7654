using System.Globalization;

namespace Sightglass.Cli.Lines;

/// <summary>Values as people read them, in invariant culture.</summary>
internal static class Words
{
    private static readonly string[] _binaryUnits = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

    internal static string State(TopicState state) => state switch
    {
        TopicState.Live => "live",
        TopicState.Silent => "silent",
        TopicState.Paused => "paused",
        TopicState.Stopped => "stopped",
        _ => "died",
    };

    internal static string Access(Access access) => access == Sightglass.Access.Everyone ? "everyone" : "owner";

    internal static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>RFC 3339, UTC, milliseconds.</summary>
    internal static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    // The borders lie where rounding would say 1000ms, 120.0s or 120m.
    internal static string Age(TimeSpan age) => age.TotalSeconds switch
    {
        < 0.0005 => "0ms",
        < 0.9995 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMilliseconds:0}ms"),
        < 119.95 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalSeconds:0.0}s"),
        < 7170 => string.Create(CultureInfo.InvariantCulture, $"{age.TotalMinutes:0}m"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{age.TotalHours:0}h"),
    };

    internal static string Bytes(double bytes)
    {
        if (double.IsNaN(bytes)) return "n/a";
        var unit = 0;
        for (; Math.Abs(bytes) >= 1023.5 && unit < _binaryUnits.Length - 1; unit++) bytes /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{(unit == 0 || bytes >= 100 ? Math.Round(bytes) : Math.Round(bytes, 1)):0.#} {_binaryUnits[unit]}");
    }

    internal static string Percent(double ratio) =>
        double.IsNaN(ratio) ? "n/a" : string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0.0} %");
}
