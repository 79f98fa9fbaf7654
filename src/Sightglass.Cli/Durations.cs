using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Sightglass.Cli;

/// <summary>Times as people write them: <c>250ms</c>, <c>1s</c>, <c>10m</c>, <c>1h</c>; a bare number is seconds.</summary>
internal static class Durations
{
    internal const string Grammar = "a number with ms, s, m or h behind it, as in 250ms or 10m";

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
        if (!double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var ms = number * unitMs;
        if (!(ms <= TimeSpan.FromDays(365).TotalMilliseconds)) return false;
        duration = TimeSpan.FromMilliseconds(ms);
        return true;
    }

    /// <summary>The shortest of the same grammar that means this time.</summary>
    internal static string Format(TimeSpan duration)
    {
        var ms = duration.TotalMilliseconds;
        return ms == 0 ? "-"
            : ms < 1_000 ? string.Create(CultureInfo.InvariantCulture, $"{ms:0.###}ms")
            : ms < 120_000 ? string.Create(CultureInfo.InvariantCulture, $"{ms / 1_000:0.###}s")
            : ms < 7_200_000 ? string.Create(CultureInfo.InvariantCulture, $"{ms / 60_000:0.#}m")
            : string.Create(CultureInfo.InvariantCulture, $"{ms / 3_600_000:0.#}h");
    }

    /// <summary>An option that takes a time within a range.</summary>
    internal static Option<TimeSpan?> Option(string name, string description, TimeSpan least, TimeSpan most) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result => Parse(result, name, least, most),
    };

    /// <summary><c>--wait 5s|off</c>.</summary>
    internal static Option<TimeSpan?> WaitOption() => new("--wait")
    {
        Description = "How long to wait for a publisher that is not there yet: a time, or off. Default 5s.",
        HelpName = "time|off",
        CustomParser = result => result.Tokens[0].Value == "off" ? TimeSpan.Zero : Parse(result, "--wait", TimeSpan.Zero, TimeSpan.FromDays(20)),
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
}
