using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>One file of the page, compressed once.</summary>
internal sealed class PageFile
{
    private readonly byte[] _plain, _compressed;
    private readonly string _type, _tag;

    private PageFile(byte[] content, string type)
    {
        (_plain, _type) = (content, type);
        _tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 8))}\"";
        _compressed = Compression.Compress(content, CompressionLevel.SmallestSize);
    }

    internal static PageFile Load(string resource)
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream(resource)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return new PageFile(content.ToArray(), TypeOf(Path.GetExtension(resource)));
    }

    internal Task WriteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ETag = _tag;
        headers.CacheControl = "no-cache"; // may be kept, but is asked for: the next version has the same names
        headers.Vary = "Accept-Encoding";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(_tag, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        context.Response.ContentType = _type;
        if (!Compression.IsAccepted(context.Request)) return Answer.WriteAsync(context, _plain);
        headers.ContentEncoding = Compression.Name;
        return Answer.WriteAsync(context, _compressed);
    }

    private static string TypeOf(string extension) => extension switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".ico" => "image/x-icon",
        ".woff2" => "font/woff2",
        ".json" or ".map" => "application/json",
        ".webmanifest" => "application/manifest+json",
        ".txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    };
}
