using System.IO.Pipes;
using System.Net.Sockets;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sightglass.RoundTrips;

/// <summary>The other process: answers by all ways, each in its own thread.</summary>
public static class Server
{
    internal static async Task RunAsync(string directory)
    {
        using var publisher = Publisher.Create<Blank>(Ways.Topic);
        publisher.OnCall(Ways.Verb, (request, reply) =>
        {
            request.CopyTo(reply);
            BitConverter.TryWriteBytes(reply, ~BitConverter.ToInt32(request));
            return request.Length;
        });
        Serve(() => AnswerSocket(Path.Combine(directory, "socket")));
        Serve(() => AnswerPipe(Path.Combine(directory, "pipe")));
        await using var grpc = Grpc(Path.Combine(directory, "grpc"));
        await grpc.StartAsync();
        publisher.Publish(new Blank { Value = 0 });
        Console.WriteLine("ready");
        await Console.In.ReadToEndAsync();
    }

    private static void Serve(Action serve) => new Thread(() => serve()) { IsBackground = true }.Start();

    private static void AnswerSocket(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        using var socket = listener.Accept();
        var bytes = new byte[Ways.SizeBytes];
        while (true)
        {
            for (var read = 0; read < bytes.Length;)
            {
                var now = socket.Receive(bytes.AsSpan(read));
                if (now == 0) return;
                read += now;
            }
            Ways.Answer(bytes);
            socket.Send(bytes);
        }
    }

    private static void AnswerPipe(string path)
    {
        using var pipe = new NamedPipeServerStream(path, PipeDirection.InOut);
        pipe.WaitForConnection();
        var bytes = new byte[Ways.SizeBytes];
        while (pipe.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) == bytes.Length)
        {
            Ways.Answer(bytes);
            pipe.Write(bytes);
        }
    }

    private static WebApplication Grpc(string path)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenUnixSocket(path, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var application = builder.Build();
        application.MapGrpcService<Answering>();
        return application;
    }

    public struct Blank
    {
        [Field("nothing")] public double Value;
    }

    /// <summary>What the generator would make, without messages: the bytes are the message.</summary>
    [BindServiceMethod(typeof(AnsweringBase), nameof(Bind))]
    public abstract class AnsweringBase
    {
        public static void Bind(ServiceBinderBase binder, AnsweringBase? service) =>
            binder.AddMethod(Ways.Grpc, service is null ? null : new UnaryServerMethod<byte[], byte[]>(service.Answer));

        public abstract Task<byte[]> Answer(byte[] request, ServerCallContext context);
    }

    public sealed class Answering : AnsweringBase
    {
        public override Task<byte[]> Answer(byte[] request, ServerCallContext context)
        {
            Ways.Answer(request);
            return Task.FromResult(request);
        }
    }
}
