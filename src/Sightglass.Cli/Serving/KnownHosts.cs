using System.Net;
using Microsoft.AspNetCore.Http;

namespace Sightglass.Cli.Serving;

/// <summary>
/// By which names this server may be asked. A page from elsewhere whose name was made to mean this address ("DNS
/// rebinding") comes with that name.
/// </summary>
internal sealed class KnownHosts(ServeOptions options, int port)
{
    private const int HttpPort = 80;

    internal bool Contains(HostString host)
    {
        if (!host.HasValue || (host.Port ?? HttpPort) != port) return false;
        var name = host.Host.TrimEnd('.');
        if (IsSame(name, "localhost") || IsSame(name, options.Host)) return true;
        if (!IPAddress.TryParse(name.Trim('[', ']'), out var address))
            return !options.IsLoopback && IsSame(name, Environment.MachineName);
        // An address cannot be made to mean another; beyond loopback, this machine may have any.
        return IPAddress.IsLoopback(address) || !options.IsLoopback;
    }

    private static bool IsSame(string name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);
}
