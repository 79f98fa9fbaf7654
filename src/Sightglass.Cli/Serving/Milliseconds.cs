using System.Globalization;

namespace Sightglass.Cli.Serving;

/// <summary>Times as scripts have them: milliseconds since 1970 UTC.</summary>
internal static class Milliseconds
{
    internal const string Grammar =
        "a time as in 2026-03-14T09:26:53Z, milliseconds since 1970, or a time ago as in -5m";

    private const long NsPerMs = 1_000_000;

    private static readonly string[] _formats =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'"];

    internal static long Of(long utcNs) => utcNs / NsPerMs;

    /// <param name="text">What was given.</param>
    /// <param name="nowMs">What a time ago counts from.</param>
    /// <param name="ms">The time.</param>
    internal static bool TryParse(string text, long nowMs, out long ms)
    {
        ms = 0;
        if (text.StartsWith('-'))
        {
            if (!Durations.TryParse(text[1..], out var ago)) return false;
            ms = nowMs - (long)ago.TotalMilliseconds;
            return true;
        }
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ms)) return true;
        if (!DateTimeOffset.TryParseExact(text, _formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
            out var time)) return false;
        ms = time.ToUnixTimeMilliseconds();
        return true;
    }
}
