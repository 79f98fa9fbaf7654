using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using Sightglass.Cli.Logging;

namespace Sightglass.Cli.Services;

/// <summary>
/// Tells systemd that the topics are there, that they go, and that this process is alive: sd_notify(3), a datagram to
/// the socket that the environment names.
/// </summary>
internal sealed class SystemdNotice : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
    private readonly UnixDomainSocketEndPoint _systemd;
    private readonly ILogger _log;

    private SystemdNotice(UnixDomainSocketEndPoint systemd, int? aliveMs, ILogger log) =>
        (_systemd, AliveMs, _log) = (systemd, aliveMs, log);

    /// <summary>How often to say that this process is alive; null for never.</summary>
    internal int? AliveMs { get; }

    /// <summary>Null when systemd has not asked.</summary>
    internal static SystemdNotice? FromEnvironment(ILogger log)
    {
        var path = Environment.GetEnvironmentVariable("NOTIFY_SOCKET");
        // Other families (vsock: from virtual machines) are not ours.
        if (!OperatingSystem.IsLinux() || path is not { Length: > 1 } || path[0] is not ('/' or '@')) return null;
        // An abstract name is written with @ and begins with a zero.
        var name = path[0] == '@' ? '\0' + path[1..] : path;
        var aliveMs = AliveMsOf(
            Environment.GetEnvironmentVariable("WATCHDOG_USEC"), Environment.GetEnvironmentVariable("WATCHDOG_PID"));
        return new SystemdNotice(new UnixDomainSocketEndPoint(name), aliveMs, log);
    }

    /// <summary>Half of what systemd waits for, as sd_watchdog_enabled(3) recommends.</summary>
    internal static int? AliveMsOf(string? microseconds, string? pid)
    {
        // Inherited from a parent that is watched itself.
        var own = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        if (!string.IsNullOrEmpty(pid) && pid != own) return null;
        return long.TryParse(microseconds, NumberStyles.None, CultureInfo.InvariantCulture, out var us) && us > 0
            ? (int)Math.Clamp(us / 2_000, 1, int.MaxValue) : null;
    }

    internal void Ready(string status) => Send($"READY=1\nSTATUS={status}");

    internal void Alive()
    {
        if (AliveMs is not null) Send("WATCHDOG=1");
    }

    /// <summary>Says that it ends; the topics still are there.</summary>
    public void Dispose()
    {
        Send("STOPPING=1");
        _socket.Dispose();
    }

    private void Send(string message)
    {
        try
        {
            _socket.SendTo(Encoding.UTF8.GetBytes(message), _systemd);
        }
        catch (SocketException e)
        {
            _log.NotNotified(e.Message);
        }
    }
}
