using System.IO.Pipes;
using System.Net.Sockets;
using Grpc.Core;
using Grpc.Net.Client;

namespace Sightglass.RoundTrips;

/// <summary>One way to ask another process; blocking where that is the quickest use of it.</summary>
internal sealed record Way(string Name, Func<byte[], ValueTask<byte[]>> CallAsync);

internal static class Ways
{
    internal const int SizeBytes = 64;
    internal const string Topic = "round.trips", Verb = "answer";
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    internal static readonly Method<byte[], byte[]> Grpc = new(MethodType.Unary, "round.Trips", "Answer",
        Marshallers.Create(bytes => bytes, bytes => bytes), Marshallers.Create(bytes => bytes, bytes => bytes));

    /// <summary>What each server does: the first number's complement.</summary>
    internal static void Answer(byte[] bytes) => BitConverter.TryWriteBytes(bytes, ~BitConverter.ToInt32(bytes));

    internal static async Task<IReadOnlyList<Way>> OpenAsync(string directory)
    {
        var subscriber = await Subscriber.OpenAsync(Topic, _patience);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Path.Combine(directory, "socket")));
        var pipe = new NamedPipeClientStream(".", Path.Combine(directory, "pipe"), PipeDirection.InOut);
        pipe.Connect();
        var invoker = GrpcChannel.ForAddress("http://localhost", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler
            {
                ConnectCallback = async (_, cancel) =>
                {
                    var grpc = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                    await grpc.ConnectAsync(new UnixDomainSocketEndPoint(Path.Combine(directory, "grpc")), cancel);
                    return new NetworkStream(grpc, ownsSocket: true);
                },
            },
        }).CreateCallInvoker();
        return
        [
            new("Sightglass call", request => subscriber.CallAsync(Verb, request, _patience)),
            new("Unix socket", request => ValueTask.FromResult(Exchange(socket, request))),
            new("named pipe", request => ValueTask.FromResult(Exchange(pipe, request))),
            new("gRPC, Unix socket", async request => await invoker.AsyncUnaryCall(Grpc, null, default, request)),
        ];
    }

    private static byte[] Exchange(Socket socket, byte[] request)
    {
        socket.Send(request);
        var reply = new byte[SizeBytes];
        for (var read = 0; read < SizeBytes;) read += socket.Receive(reply.AsSpan(read));
        return reply;
    }

    private static byte[] Exchange(NamedPipeClientStream pipe, byte[] request)
    {
        pipe.Write(request);
        var reply = new byte[SizeBytes];
        pipe.ReadExactly(reply);
        return reply;
    }
}
