using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Reads parameters of a query; what makes no sense is a problem that says what would.</summary>
internal static class Parameters
{
    /// <summary>More than any topic has; a bound on what one request can make the server keep.</summary>
    private const int MaxNames = 256;

    /// <summary>Names with commas between them; null when the parameter is not there.</summary>
    internal static IReadOnlySet<string>? Names(HttpContext context, string parameter)
    {
        if (Text(context, parameter) is not { } text) return null;
        var names = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToHashSet();
        if (names.Count is > 0 and <= MaxNames) return names;
        throw new ProblemException(
            Problem.BadRequest($"{parameter} is 1 to {MaxNames} names with commas between them."));
    }

    /// <summary>A count of at least 1; null when the parameter is not there.</summary>
    internal static int? Count(HttpContext context, string parameter, int most)
    {
        if (Text(context, parameter) is not { } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && count >= 1 && count <= most) return count;
        throw new ProblemException(Problem.BadRequest($"{parameter} is a whole number of 1 to {most}, not '{text}'."));
    }

    /// <summary>The parameter, which may be given once; null when it is not there.</summary>
    internal static string? Text(HttpContext context, string parameter)
    {
        var values = context.Request.Query[parameter];
        if (values.Count <= 1) return values.FirstOrDefault();
        throw new ProblemException(
            Problem.BadRequest($"{parameter} is given {values.Count} times; once is right."));
    }
}
