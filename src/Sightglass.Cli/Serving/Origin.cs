using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>Whose page a request comes from, as far as a browser says so; programs say nothing.</summary>
internal static class Origin
{
    /// <summary>False when a browser says that the request is another site's page's.</summary>
    internal static bool IsOwn(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none";
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || IsSame(origin, request.Host);
    }

    private static bool IsSame(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Scheme is "http" or "https" && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
