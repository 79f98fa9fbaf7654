using System.Globalization;

namespace Sightglass.Cli.Lines;

/// <summary>
/// Numbers with their units as people read them at a glance: UCUM in, scaled out, at most three digits that count.
/// </summary>
internal static class Units
{
    private static readonly string[] _large = ["", "k", "M", "G", "T", "P", "E"];
    private static readonly (double Size, string Unit)[] _times =
        [(86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns")];

    /// <summary>A value of a field; <c>n/a</c> for NaN.</summary>
    internal static string Format(double value, string unit)
    {
        if (double.IsNaN(value)) return "n/a";
        if (double.IsInfinity(value)) return value > 0 ? "∞" : "-∞";
        if (unit.EndsWith("/s", StringComparison.Ordinal) && Symbol(unit[..^2]) is var perSecond && unit != "s/s")
            return unit == "By/s" ? Words.Bytes(value) + "/s"
                : $"{Scaled(value)}{(perSecond.Length > 0 ? " " + perSecond : "")}/s";
        return unit switch
        {
            "1" => Percent(value),
            "s/s" => Percent(value), // seconds of a second: the rate of a counter of time
            "%" => $"{Digits(value)} %",
            "By" or "KiBy" or "MiBy" or "GiBy" => Words.Bytes(value * BytesOf(unit)),
            "s" => Time(value),
            "ms" => Time(value / 1e3),
            "us" => Time(value / 1e6),
            "ns" => Time(value / 1e9),
            "Hz" => $"{Scaled(value, gap: " ")}Hz",
            _ when Symbol(unit) is { Length: > 0 } symbol => $"{Number(value, unit)} {symbol}",
            _ => Number(value, unit),
        };
    }

    /// <summary>The unit of a counter's rate.</summary>
    internal static string OfRate(string unit) => unit.Length == 0 || unit == "1" ? "{1}/s" : unit + "/s";

    /// <summary>Without a space, as short as it can be: <c>7%</c>, <c>100%</c>.</summary>
    internal static string ShortPercent(double ratio) =>
        double.IsNaN(ratio) ? "n/a" : string.Create(CultureInfo.InvariantCulture, $"{ratio * 100:0}%");

    /// <summary>
    /// A round number at or above the values, for the top of a graph: 1, 2 or 5 times a power of ten, or a power of two
    /// for bytes. It changes seldom while values move.
    /// </summary>
    internal static double RoundUp(double most, string unit)
    {
        if (!(most > 0) || double.IsInfinity(most)) return unit.StartsWith("By", StringComparison.Ordinal) ? 1024 : 1;
        if (unit.StartsWith("By", StringComparison.Ordinal))
            return Math.Max(Math.Pow(2, Math.Ceiling(Math.Log2(most))), 1024);
        var power = Math.Pow(10, Math.Floor(Math.Log10(most)));
        var steps = most / power;
        return power * (steps <= 1.0000001 ? 1 : steps <= 2 ? 2 : steps <= 5 ? 5 : 10);
    }

    private static string Percent(double ratio) =>
        (ratio * 100).ToString(Math.Abs(ratio) < 0.0995 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";

    /// <summary>What people write for a unit. Annotations in braces are words; only some are worth their room.</summary>
    private static string Symbol(string unit) => unit switch
    {
        "" or "1" or "{1}" => "",
        "Cel" => "°C",
        "By" => "B",
        "{thread}" or "{process}" or "{cpu}" => "",
        "{operation}" => "op",
        "{packet}" => "pkt",
        _ when unit.StartsWith('{') && unit.EndsWith('}') => unit[1..^1],
        _ => unit,
    };

    private static double BytesOf(string unit) =>
        unit switch { "KiBy" => 1 << 10, "MiBy" => 1 << 20, "GiBy" => 1 << 30, _ => 1 };

    // What is counted is whole; means of counts, as the load is, are not.
    private static string Number(double value, string unit) => Math.Abs(value) >= 1e5 ? Scaled(value)
        : unit.StartsWith('{') && unit != "{thread}" && double.IsInteger(value)
            ? value.ToString("0", CultureInfo.InvariantCulture)
        : Digits(value);

    private static string Time(double seconds)
    {
        if (seconds == 0) return "0 s";
        foreach (var (size, unit) in _times)
            if (Math.Abs(seconds) >= size * 0.9995) return $"{Digits(seconds / size)} {unit}";
        return $"{Digits(seconds * 1e9)} ns";
    }

    private static string Scaled(double value, string gap = "")
    {
        var power = 0;
        for (; Math.Abs(value) >= 999.5 && power < _large.Length - 1; power++) value /= 1000;
        return Digits(value) + gap + _large[power];
    }

    private static string Digits(double value) => Math.Abs(value) switch
    {
        >= 99.95 or 0 => value.ToString("0", CultureInfo.InvariantCulture),
        >= 9.995 => value.ToString("0.0", CultureInfo.InvariantCulture),
        >= 0.0995 => value.ToString("0.00", CultureInfo.InvariantCulture),
        _ => value.ToString("0.###e+0", CultureInfo.InvariantCulture) is var tiny && Math.Abs(value) >= 0.00095
            ? value.ToString("0.0000", CultureInfo.InvariantCulture) : tiny,
    };
}
