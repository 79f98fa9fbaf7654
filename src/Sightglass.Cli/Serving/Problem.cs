using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Why a request gets no answer; told as RFC 9457 has it.</summary>
/// <param name="Status">The status of HTTP.</param>
/// <param name="Title">The same in words.</param>
/// <param name="Detail">One sentence or two: what was wrong, and what to do.</param>
internal sealed record Problem(int Status, string Title, string Detail)
{
    internal static readonly Problem NothingHere =
        NotFound("There is nothing here. /openapi.json tells what there is.");

    internal static Problem BadRequest(string detail) => new(400, "Bad request", detail);

    internal static Problem Forbidden(string detail) => new(403, "Forbidden", detail);

    internal static Problem NotFound(string detail) => new(404, "Not found", detail);

    internal static Problem Busy(string detail) => new(503, "Too busy", detail);

    internal Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = Status;
        if (Status == StatusCodes.Status503ServiceUnavailable) response.Headers.RetryAfter = "5";
        return Answer.WriteAsync(context, "application/problem+json", json =>
        {
            json.WriteStartObject();
            json.WriteNumber("status", Status);
            json.WriteString("title", Title);
            json.WriteString("detail", Detail);
            json.WriteEndObject();
        });
    }
}

/// <summary>Ends a request with a problem.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Detail)
{
    internal Problem Problem => problem;
}
