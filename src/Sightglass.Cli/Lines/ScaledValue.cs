using System.Globalization;

namespace Sightglass.Cli.Lines;

/// <summary>A value in the unit in which people read it: percent for ratios, MiB for bytes, GHz for hertz.</summary>
/// <param name="Number">With as many digits as tell values apart; <c>n/a</c> when it is not available.</param>
/// <param name="Unit">May be empty.</param>
internal readonly record struct ScaledValue(string Number, string Unit)
{
    private const string Second = "s", PerSecond = "/s";

    internal static ScaledValue Of(Field field, FieldValue value)
    {
        if (field.Type == FieldType.Text) return new(value.ToString() is { Length: > 0 } text ? text : "\"\"", "");
        if (!value.IsAvailable) return new("n/a", "");
        var rate = field.Unit.EndsWith(PerSecond, StringComparison.Ordinal) ? PerSecond : "";
        var unit = field.Unit[..^rate.Length];
        var number = value.AsDouble;
        return unit switch
        {
            "1" when rate.Length == 0 => Split(Words.Percent(number)),
            "By" => Split(Words.Bytes(number)) is var (size, sizeUnit) ? new(size, sizeUnit + rate) : default,
            "Hz" => Hertz(number),
            Second when rate.Length == 0 && Math.Abs(number) < 1 && number != 0 => Fraction(number),
            "Cel" => new(Digits(number), "°C" + rate),
            _ => new(field.Type == FieldType.Float64 ? Digits(number) : value.ToString(), unit.Trim('{', '}') + rate),
        };
    }

    private static ScaledValue Split(string words) =>
        words.IndexOf(' ', StringComparison.Ordinal) is > 0 and var gap
            ? new(words[..gap], words[(gap + 1)..]) : new(words, "");

    private static ScaledValue Hertz(double hertz) => Math.Abs(hertz) switch
    {
        >= 1e9 => new((hertz / 1e9).ToString("0.00", CultureInfo.InvariantCulture), "GHz"),
        >= 1e6 => new((hertz / 1e6).ToString("0.#", CultureInfo.InvariantCulture), "MHz"),
        >= 1e3 => new((hertz / 1e3).ToString("0.#", CultureInfo.InvariantCulture), "kHz"),
        _ => new(Digits(hertz), "Hz"),
    };

    private static ScaledValue Fraction(double seconds) => Math.Abs(seconds) >= 1e-3
        ? new((seconds * 1e3).ToString("0.###", CultureInfo.InvariantCulture), "ms")
        : new((seconds * 1e6).ToString("0.###", CultureInfo.InvariantCulture), "µs");

    // Six decimals tell measurements apart, but for the very small and large.
    private static string Digits(double number) => Math.Abs(number) is >= 1e15 or (> 0 and < 1e-4)
        ? number.ToString(CultureInfo.InvariantCulture) : number.ToString("0.######", CultureInfo.InvariantCulture);
}
