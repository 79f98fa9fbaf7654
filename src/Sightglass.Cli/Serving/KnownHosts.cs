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
        if (name.Equals("localhost", StringComparison.OrdinalIgnoreCase) || name.Equals(options.Host, StringComparison.OrdinalIgnoreCase))
            return true;
        if (!IPAddress.TryParse(name.Trim('[', ']'), out var address)) return IsThisMachine(name);
        // An address cannot be made to mean another; beyond loopback, this machine may have any.
        return IPAddress.IsLoopback(address) || !options.IsLoopback;
    }

    private bool IsThisMachine(string name) =>
        !options.IsLoopback && name.Equals(Environment.MachineName, StringComparison.OrdinalIgnoreCase);
}
