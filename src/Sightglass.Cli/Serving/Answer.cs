using System.Buffers;
using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Answers that are whole before they are sent, so that a failure is still an answer of its own.</summary>
internal static class Answer
{
    internal const string Json = "application/json";

    /// <summary>What fits into a packet anyway is not made smaller.</summary>
    private const int LeastCompressedSizeBytes = 1400;

    // Quotes in sentences stay readable: nobody takes an answer for a page, as its type says and "nosniff" keeps to.
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static Task WriteAsync(HttpContext context, string type, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options)) write(json);
        buffer.Write("\n"u8);
        var (headers, body) = (context.Response.Headers, buffer.WrittenMemory);
        headers.ContentType = type;
        headers.CacheControl = "no-store";
        if (body.Length < LeastCompressedSizeBytes || !Compression.IsAccepted(context.Request))
            return WriteAsync(context, body);
        headers.ContentEncoding = Compression.Name;
        return WriteAsync(context, Compression.Compress(body.Span, CompressionLevel.Fastest));
    }

    internal static async Task WriteAsync(HttpContext context, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted).ConfigureAwait(false);
    }
}
