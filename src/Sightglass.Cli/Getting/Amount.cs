using System.Globalization;

namespace Sightglass.Cli.Getting;

/// <summary>A number as people write it: <c>0.9</c>, <c>90%</c>, <c>2GiB</c>, <c>250ms</c>.</summary>
/// <param name="Number">In the unit of the fields: ratios, bytes, seconds, hertz.</param>
/// <param name="Unit">The unit that the field must have; null when none was written.</param>
internal readonly record struct Amount(double Number, string? Unit)
{
    internal const string Grammar =
        "a number, perhaps with %, B, KiB, MiB, GiB, TiB, KiB/s…, ms, s, m, h, Hz, kHz, MHz or GHz behind it";

    /// <summary>Times and over rather than one factor: 57/100 is 0.57, and 57*0.01 is not.</summary>
    private static readonly (string Suffix, double Times, double Over, string Unit)[] _units =
    [
        ("%", 1, 100, "1"),
        ("KiB", 1024, 1, "By"), ("MiB", 1 << 20, 1, "By"), ("GiB", 1 << 30, 1, "By"), ("TiB", 1L << 40, 1, "By"),
        ("B", 1, 1, "By"),
        ("ms", 1, 1000, "s"), ("s", 1, 1, "s"), ("m", 60, 1, "s"), ("h", 3600, 1, "s"),
        ("kHz", 1e3, 1, "Hz"), ("MHz", 1e6, 1, "Hz"), ("GHz", 1e9, 1, "Hz"), ("Hz", 1, 1, "Hz"),
    ];

    internal static bool TryParse(string text, out Amount amount)
    {
        amount = default;
        if (TryNumber(text, out var plain))
        {
            amount = new(plain, null);
            return true;
        }
        foreach (var (suffix, times, over, unit) in _units)
        {
            var isRate = unit == "By" && text.EndsWith("/s", StringComparison.Ordinal);
            if (!TryUnit(text, isRate ? suffix + "/s" : suffix, out var number)) continue;
            amount = new(number * times / over, isRate ? "By/s" : unit);
            return true;
        }
        return false;
    }

    private static bool TryUnit(string text, string suffix, out double number)
    {
        number = 0;
        return text.EndsWith(suffix, StringComparison.Ordinal)
            && TryNumber(text[..^suffix.Length].TrimEnd(), out number);
    }

    private static bool TryNumber(string text, out double number)
    {
        const NumberStyles Styles =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        // "NaN" and "Infinity" are numbers to the parser, and no limits.
        return double.TryParse(text, Styles, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);
    }
}
