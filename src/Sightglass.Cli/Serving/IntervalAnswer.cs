using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Sightglass.Cli.Control;

namespace Sightglass.Cli.Serving;

/// <summary>Changes a publisher's interval: the one thing that a page can do to others.</summary>
internal sealed class IntervalAnswer(Token? token)
{
    internal async Task HandleAsync(HttpContext context)
    {
        Check(context.Request);
        var interval = await ReadAsync(context).ConfigureAwait(false);
        using var subscriber = Subscriber.Open(TopicAnswers.NameIn(context));
        var state = await ControlCall.IntervalAsync(subscriber, interval, context.RequestAborted).ConfigureAwait(false);
        await Answer.WriteAsync(context, Answer.Json, json =>
            JsonSerializer.Serialize(json, state, ControlJson.Default.ControlState)).ConfigureAwait(false);
    }

    // A cookie is not enough: a browser adds it by itself, and other ports of this host are sent it too.
    private void Check(HttpRequest request)
    {
        if (token is null)
            throw new ProblemException(Problem.Forbidden("This server only shows. To change publishers from here, "
                + "start it with --token: see `sightglass serve --help`."));
        if (!token.IsBearerOf(request))
            throw new ProblemException(
                Problem.Forbidden("Changing a publisher needs the header `Authorization: Bearer TOKEN`."));
    }

    private static async Task<string> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new ProblemException(new(415, "Unsupported media type",
                "The body is JSON; its Content-Type is application/json."));
        IntervalRequest? request = null;
        try
        {
            request = await JsonSerializer.DeserializeAsync(context.Request.Body, ControlJson.Default.IntervalRequest,
                context.RequestAborted).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Told below.
        }
        return request?.Interval
            ?? throw new ProblemException(Problem.BadRequest("The body is as in {\"interval\":\"250ms\"}."));
    }
}
