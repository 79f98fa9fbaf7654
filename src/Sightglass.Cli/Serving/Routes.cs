using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Which path is answered by what.</summary>
internal static class Routes
{
    private static readonly string[] _get = ["GET", "HEAD"];

    internal static void Map(WebApplication app, Broadcast broadcast, HistoryAnswer history, Token? token)
    {
        app.MapMethods("/api/topics", _get, TopicAnswers.ListAsync);
        app.MapMethods("/api/topics/{name}", _get, TopicAnswers.DescribeAsync);
        app.MapMethods("/api/topics/{name}/latest", _get, TopicAnswers.LatestAsync);
        app.MapMethods("/api/topics/{name}/history", _get, history.HandleAsync);
        app.MapPost("/api/topics/{name}/interval", new IntervalAnswer(token).HandleAsync);
        app.MapMethods("/api/info", _get, new InfoAnswer(token).HandleAsync);
        app.MapMethods("/openapi.json", _get, PageFiles.HandleDescriptionAsync);
        app.MapGet("/api/stream", new StreamAnswer(broadcast).HandleAsync);
        app.MapMethods("/{**path}", _get, PageFiles.HandleAsync);
    }
}
