using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>The files of the page, embedded in the program; found by the paths they had when it was built.</summary>
internal static class PageFiles
{
    private const string Folder = "page/";

    private static readonly HashSet<string> _names = [.. typeof(PageFiles).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))];

    private static readonly ConcurrentDictionary<string, PageFile> _files = [];

    internal static Task HandleAsync(HttpContext context)
    {
        var path = context.Request.RouteValues["path"] as string is { Length: > 0 } given ? given : "index.html";
        if (_names.Contains(Folder + path))
            return _files.GetOrAdd(path, static path => PageFile.Load(Folder + path)).WriteAsync(context);
        if (path == "index.html") return WriteNotBuiltAsync(context);
        throw new ProblemException(Problem.NothingHere);
    }

    /// <summary>The description of the API, which lies beside the page.</summary>
    internal static Task HandleDescriptionAsync(HttpContext context) =>
        _files.GetOrAdd("../openapi.json", static _ => PageFile.Load("openapi.json")).WriteAsync(context);

    private static Task WriteNotBuiltAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        return Answer.WriteAsync(context, """
            This program was built without its page (that needs node and npm). The API is all there:

            /api/topics                  what topics there are
            /api/topics/NAME             one with its fields
            /api/topics/NAME/latest      its latest values
            /api/topics/NAME/history     its past
            /api/stream                  all as it comes, as server-sent events
            /openapi.json                all of this for programs

            """u8.ToArray());
    }
}
