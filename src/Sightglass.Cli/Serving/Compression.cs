using System.IO.Compression;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>gzip, which every browser takes.</summary>
internal static class Compression
{
    internal const string Name = "gzip";

    internal static bool IsAccepted(HttpRequest request)
    {
        foreach (var accepted in request.GetTypedHeaders().AcceptEncoding)
            if (accepted.Value.Equals(Name, StringComparison.OrdinalIgnoreCase)) return accepted.Quality is not 0;
        return false;
    }

    internal static byte[] Compress(ReadOnlySpan<byte> plain, CompressionLevel level)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, level)) gzip.Write(plain);
        return compressed.ToArray();
    }
}
