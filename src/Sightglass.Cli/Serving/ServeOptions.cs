using System.Net;
using System.Net.Sockets;

namespace Sightglass.Cli.Serving;

/// <summary>Where and for whom the server serves.</summary>
/// <param name="Address">What it listens on.</param>
/// <param name="Host">The host as it was given: a name, an address, or an address in brackets.</param>
/// <param name="Port">0 for any that is free.</param>
/// <param name="Token">What requests must show; null when there is none.</param>
internal sealed record ServeOptions(IPAddress Address, string Host, int Port, string? Token)
{
    internal const string DefaultUrl = "http://127.0.0.1:9464";

    /// <summary>A token that can be guessed is none.</summary>
    private const int LeastTokenLength = 16;

    internal bool IsLoopback => IPAddress.IsLoopback(Address);

    /// <exception cref="UsageException">It is no such URL, or it is open to others without a token.</exception>
    internal static ServeOptions Of(string url, string? token)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp
            || uri is not { PathAndQuery: "/", Fragment: "", UserInfo: "" })
            throw new UsageException($"--url is http://HOST:PORT, as in {DefaultUrl}, not '{url}'. "
                + "For https put a proxy before it: see docs/web.md.");
        if (token is { Length: < LeastTokenLength })
            throw new UsageException($"A token has at least {LeastTokenLength} characters. Make one with "
                + "`openssl rand -hex 16`.");
        var options = new ServeOptions(AddressOf(uri), uri.Host, uri.Port, token);
        if (!options.IsLoopback && token is null)
            throw new UsageException($"{url} is open to other machines, which needs a --token of at least "
                + $"{LeastTokenLength} characters; or serve on {DefaultUrl} behind a proxy that asks who they are.");
        return options;
    }

    private static IPAddress AddressOf(Uri uri)
    {
        if (IPAddress.TryParse(uri.DnsSafeHost, out var address)) return address;
        if (uri.DnsSafeHost == "localhost") return IPAddress.Loopback; // as the resolver may say ::1, which few type
        try
        {
            return Dns.GetHostAddresses(uri.DnsSafeHost)[0];
        }
        catch (Exception e) when (e is SocketException or ArgumentException or IndexOutOfRangeException)
        {
            throw new UsageException($"--url: '{uri.DnsSafeHost}' is no address or name of this machine: {e.Message}");
        }
    }
}
