using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Sightglass.Cli.Serving;

/// <summary>Stands before every answer: who may ask, what every answer carries, and how failures are told.</summary>
internal sealed class Gate(ServeOptions options, Token? token)
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
            CheckHost(context.Request);
            if (token is not null && Token.IsFirstVisit(context.Request) && token.TryWelcome(context)) return;
            CheckToken(context.Request);
            await next(context).ConfigureAwait(false);
            if (Unanswered(context) is { } problem) await problem.WriteAsync(context).ConfigureAwait(false);
        }
        // Whoever has gone, or has had the head of an answer, can be told nothing: the server cuts the connection then.
        catch (Exception e) when (!context.Response.HasStarted && Failures.ProblemOf(e, context) is { } problem)
        {
            await problem.WriteAsync(context).ConfigureAwait(false);
        }
    }

    private void CheckHost(HttpRequest request)
    {
        if (_hosts?.Contains(request.Host) != true)
            throw new ProblemException(Problem.Forbidden($"This server is not '{request.Host.Value}'. Ask it by its "
                + "address, as it printed it at its start."));
    }

    private void CheckToken(HttpRequest request)
    {
        if (token?.IsShownBy(request) == false)
            throw new ProblemException(Problem.Forbidden("This server wants its token: open /?token=TOKEN once in a "
                + "browser, or send the header `Authorization: Bearer TOKEN`."));
        // No answer could be read there, as there are no CORS headers; but nothing is done for other sites either.
        if (request.Path.StartsWithSegments("/api") && !Origin.IsOwn(request))
            throw new ProblemException(Problem.Forbidden("Another site's page may not ask this server."));
    }

    private static void AddHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers[HeaderNames.XFrameOptions] = "DENY"; // for browsers that do not know frame-ancestors
    }

    private static Problem? Unanswered(HttpContext context) => context.Response switch
    {
        { HasStarted: true } => null,
        { StatusCode: StatusCodes.Status404NotFound } => Problem.NothingHere,
        { StatusCode: StatusCodes.Status405MethodNotAllowed } => new Problem(405, "Method not allowed",
            $"{context.Request.Path} takes {context.Response.Headers.Allow}."),
        _ => null,
    };
}
