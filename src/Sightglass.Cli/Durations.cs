using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Sightglass.Cli;

/// <summary>Times as people write them: <c>250ms</c>, <c>1s</c>, <c>10m</c>, <c>1h</c>; a bare number is seconds.</summary>
internal static class Durations
{
    internal const string Grammar = "a number with ms, s, m or h behind it, as in 250ms or 10m";

    private static readonly (string Unit, TimeSpan Size)[] _largerUnits =
        [("s", TimeSpan.FromSeconds(1)), ("m", TimeSpan.FromMinutes(1)), ("h", TimeSpan.FromHours(1))];

    internal static bool TryParse(string text, out TimeSpan duration)
    {
        duration = default;
        var (digits, unitMs) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1.0),
            _ when text.EndsWith('s') => (text[..^1], 1_000.0),
            _ when text.EndsWith('m') => (text[..^1], 60_000.0),
            _ when text.EndsWith('h') => (text[..^1], 3_600_000.0),
            _ => (text, 1_000.0),
        };
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        var ms = number * unitMs;
        // "NaN" and "-Infinity" are numbers to the parser.
        if (!(ms >= 0 && ms <= TimeSpan.FromDays(365).TotalMilliseconds)) return false;
        duration = new TimeSpan((long)Math.Round(ms * TimeSpan.TicksPerMillisecond));
        return true;
    }

    /// <summary>The shortest of the same grammar that means exactly this time, no unit larger than it fills.</summary>
    internal static string Format(TimeSpan duration)
    {
        if (duration == default) return "0s";
        var shortest = Number(duration.TotalMilliseconds) + "ms";
        foreach (var (unit, size) in _largerUnits)
        {
            var text = Number(duration / size) + unit;
            if (duration >= size && text.Length < shortest.Length && TryParse(text, out var same) && same == duration)
                shortest = text;
        }
        return shortest;
    }

    /// <summary>An option that takes a time within a range.</summary>
    internal static Option<TimeSpan?> Option(string name, string description, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result => Parse(result, name, least, most),
    };

    /// <summary><c>--wait 5s|off</c>.</summary>
    internal static Option<TimeSpan?> WaitOption(
        string description = "How long to wait for a publisher that is not there yet: a time, or off. Default 5s.") => new("--wait")
        {
            Description = description,
            HelpName = "time|off",
            CustomParser = result => result.Tokens[0].Value == "off" ? TimeSpan.Zero
                : Parse(result, "--wait", TimeSpan.Zero, TimeSpan.FromDays(20)),
        };

    internal static readonly TimeSpan DefaultWait = TimeSpan.FromSeconds(5);

    private static TimeSpan? Parse(ArgumentResult result, string name, TimeSpan least, TimeSpan most)
    {
        var text = result.Tokens[0].Value;
        if (!TryParse(text, out var duration)) result.AddError($"{name} takes {Grammar}, not '{text}'.");
        else if (duration < least || duration > most) result.AddError($"{name} is {Format(least)} to {Format(most)}, not {text}.");
        else return duration;
        return null;
    }

    private static string Number(double number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
