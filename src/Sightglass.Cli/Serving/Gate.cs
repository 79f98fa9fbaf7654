using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sightglass.Cli.Serving;

/// <summary>Stands before every answer: who may ask, what every answer carries, and how failures are told.</summary>
internal sealed class Gate(ServeOptions options)
{
    // Graphs set styles by script, which this allows; style and script in the document it does not.
    private const string ContentSecurityPolicy = "default-src 'self'; img-src 'self' data:; object-src 'none'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private KnownHosts? _hosts;

    /// <summary>The port is known; before, nobody is let in.</summary>
    internal void Open(int port) => _hosts = new KnownHosts(options, port);

    internal async Task PassAsync(HttpContext context, RequestDelegate next)
    {
        AddHeaders(context.Response.Headers);
        try
        {
            Check(context.Request);
            await next(context).ConfigureAwait(false);
            if (Unanswered(context) is { } problem) await problem.WriteAsync(context).ConfigureAwait(false);
        }
        catch (Exception e) when (Failures.ProblemOf(e, context) is { } problem)
        {
            if (!context.Response.HasStarted) await problem.WriteAsync(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private void Check(HttpRequest request)
    {
        if (_hosts?.Contains(request.Host) != true)
            throw new ProblemException(Problem.Forbidden($"This server is not '{request.Host.Value}'. Ask it by its "
                + "address, as it printed it at its start."));
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers[HeaderNames.XFrameOptions] = "DENY"; // for browsers that do not know frame-ancestors
    }

    private static Problem? Unanswered(HttpContext context) => (context.Response.HasStarted, context.Response.StatusCode) switch
    {
        (false, StatusCodes.Status404NotFound) => Problem.NotFound("There is nothing here. /openapi.json tells what there is."),
        (false, StatusCodes.Status405MethodNotAllowed) => new Problem(405, "Method not allowed",
            $"{context.Request.Path} takes {context.Response.Headers.Allow}."),
        _ => null,
    };
}
