using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Which part of a topic's past is asked for.</summary>
/// <param name="FromMs">Not before this time.</param>
/// <param name="ToMs">Not after this time.</param>
/// <param name="Fields">Full names; null for all that are numbers.</param>
/// <param name="MaxRows">Of more, several become one.</param>
internal sealed record HistoryQuery(long FromMs, long ToMs, IReadOnlySet<string>? Fields, int MaxRows)
{
    private const int MostPoints = 100_000;

    internal static HistoryQuery Of(HttpContext context)
    {
        var nowMs = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var query = new HistoryQuery(
            Time(context, "from", nowMs) ?? long.MinValue, Time(context, "to", nowMs) ?? long.MaxValue,
            Parameters.Names(context, "fields"), Parameters.Count(context, "points", MostPoints) ?? int.MaxValue);
        return query.FromMs <= query.ToMs ? query
            : throw new ProblemException(Problem.BadRequest("from is after to."));
    }

    /// <summary>The fields of a topic that are asked for, in the order of its schema.</summary>
    internal IReadOnlyList<Field> FieldsOf(Schema schema, string topic)
    {
        if (Fields is null) return [.. schema.Fields.Where(field => field.Type != FieldType.Text)];
        if (Fields.FirstOrDefault(name => schema.Find(name) is null) is { } unknown)
            throw new ProblemException(Problem.BadRequest(
                $"'{topic}' has no field '{unknown}'. /api/topics/{topic} tells which it has."));
        return [.. schema.Fields.Where(field => Fields.Contains(field.Name))];
    }

    private static long? Time(HttpContext context, string parameter, long nowMs)
    {
        if (Parameters.Text(context, parameter) is not { } text) return null;
        return Milliseconds.TryParse(text, nowMs, out var ms) ? ms
            : throw new ProblemException(Problem.BadRequest($"{parameter} is {Milliseconds.Grammar}, not '{text}'."));
    }
}
