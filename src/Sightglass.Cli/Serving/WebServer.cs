using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sightglass.Cli.Serving;

/// <summary>
/// The web server. Built from nothing: what the environment and files in the working directory say to other servers
/// of this framework must not change where this one listens.
/// </summary>
internal static class WebServer
{
    private const int MaxConnections = 1024, MaxBodySizeBytes = 4096, MaxRequestLineSizeBytes = 8 * 1024;
    private const int MaxHeadersSizeBytes = 16 * 1024, MaxHeaderCount = 64;
    private const int SendBufferSizeBytes = 128 * 1024;

    private static readonly TimeSpan _headersTime = TimeSpan.FromSeconds(10), _endTime = TimeSpan.FromSeconds(1);

    /// <summary>Serves until cancelled.</summary>
    /// <param name="options">Where and for whom.</param>
    /// <param name="onReady">Told the URL when it serves.</param>
    /// <param name="cancel">Ends it, and every open stream, at once.</param>
    /// <exception cref="IOException">It cannot listen there.</exception>
    internal static async Task RunAsync(ServeOptions options, Action<string> onReady, CancellationToken cancel)
    {
        var broadcast = new Broadcast();
        await using var ended = broadcast.ConfigureAwait(false);
        var app = Build(options);
        await using var disposed = app.ConfigureAwait(false);
        using var history = new HistoryAnswer();
        var token = options.Token is { } text ? new Token(text) : null;
        var gate = new Gate(options, token);
        app.Use(gate.PassAsync);
        Routes.Map(app, broadcast, history, token);
        await StartAsync(app, options, cancel).ConfigureAwait(false);
        var port = PortOf(app);
        gate.Open(port);
        onReady($"http://{options.Host}:{port}");
        try
        {
            await Task.Delay(Timeout.Infinite, cancel).ConfigureAwait(false);
        }
        finally
        {
            broadcast.End();
            using var patience = new CancellationTokenSource(_endTime);
            await app.StopAsync(patience.Token).ConfigureAwait(false);
        }
    }

    private static int PortOf(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new Uri(addresses.Single()).Port;
    }

    private static WebApplication Build(ServeOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, NoSignals>();
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = Bind);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            var limits = kestrel.Limits;
            limits.MaxConcurrentConnections = MaxConnections;
            limits.MaxRequestBodySize = MaxBodySizeBytes;
            limits.MaxRequestLineSize = MaxRequestLineSizeBytes;
            limits.MaxRequestHeadersTotalSize = MaxHeadersSizeBytes;
            limits.MaxRequestHeaderCount = MaxHeaderCount;
            limits.RequestHeadersTimeout = _headersTime;
            kestrel.Listen(options.Address, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    // Accepted connections inherit it. The system would keep megabytes for a client that does not read.
    private static Socket Bind(EndPoint endpoint)
    {
        var socket = SocketTransportOptions.CreateDefaultBoundListenSocket(endpoint);
        socket.SendBufferSize = SendBufferSizeBytes;
        return socket;
    }

    private static async Task StartAsync(WebApplication app, ServeOptions options, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel).ConfigureAwait(false);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new IOException($"Cannot serve on http://{options.Host}:{options.Port}: the port is in use, perhaps "
                + $"by another `sightglass serve`. Take another with --url http://{options.Host}:0, or end it.", e);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            throw new IOException($"Cannot serve on http://{options.Host}:{options.Port}: {e.Message.TrimEnd('.')}. "
                + "Take another address with --url.", e);
        }
    }

    /// <summary>Signals are the program's own.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
