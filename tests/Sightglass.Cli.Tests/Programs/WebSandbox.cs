using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A real server over real publishers, and a client to ask it.</summary>
internal sealed class WebSandbox : IDisposable
{
    internal const string Token = "token-of-the-tests-0123";

    private const int MaxAnswerSizeBytes = 1 << 20;

    internal WebSandbox(params string[] options)
    {
        Server = Programs.Start(["serve", "--no-publish", "--url", "http://127.0.0.1:0", .. options]);
        Url = new Uri(Server.WaitForLine("Serving http").Split(' ')[1]);
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Url,
            Timeout = TimeSpan.FromMilliseconds(Eventually.DeadlineMs),
        };
    }

    internal Sandbox Programs { get; } = new();

    internal RunningProgram Server { get; }

    internal Uri Url { get; }

    internal HttpClient Client { get; }

    /// <summary>Waits until the server follows it: new topics are looked for once a second.</summary>
    internal void WaitForTopic(string topic) => Eventually.True(
        () => Stream(e => e.Name == "topic" && e.Topic == topic, 1, "?topics=" + topic, waitMs: 2_000).Count == 1,
        () => $"{topic} in the stream");

    internal JsonDocument Json(string path) => JsonDocument.Parse(Text(path));

    internal string Text(string path) => Client.GetStringAsync(path).GetAwaiter().GetResult();

    internal static string Body(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync().GetAwaiter().GetResult();

    internal HttpResponseMessage Ask(HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request).GetAwaiter().GetResult();
    }

    internal HttpResponseMessage Post(
        string path, string body, string type, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request).GetAwaiter().GetResult();
    }

    /// <summary>Opens a stream and reads until so many events of a kind have come, or the time is over.</summary>
    internal List<StreamEvent> Stream(Func<StreamEvent, bool> isWanted, int count, string query = "",
        int waitMs = Eventually.DeadlineMs)
    {
        using var patience = new CancellationTokenSource(waitMs);
        var events = new List<StreamEvent>();
        try
        {
            using var reader = new StreamReader(Client.GetStreamAsync("/api/stream" + query, patience.Token)
                .GetAwaiter().GetResult());
            while (events.Count < count && StreamEvent.Read(reader, patience.Token) is { } e)
                if (isWanted(e)) events.Add(e);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked looks at how many have come.
        }
        return events;
    }

    /// <summary>Sends bytes as they are, and returns all that comes back before the server closes.</summary>
    /// <param name="request">A character per byte.</param>
    /// <param name="isAll">Whether the server is told that nothing more comes, which it may take for the end.</param>
    internal string Raw(string request, bool isAll = false)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.SendTimeout = socket.ReceiveTimeout = Eventually.DeadlineMs;
        var answer = new MemoryStream();
        var buffer = new byte[4096];
        try
        {
            socket.Connect(IPAddress.Loopback, Url.Port);
            socket.Send(Encoding.Latin1.GetBytes(request));
            if (isAll) socket.Shutdown(SocketShutdown.Send);
            for (int sizeBytes; answer.Length < MaxAnswerSizeBytes && (sizeBytes = socket.Receive(buffer)) > 0;)
                answer.Write(buffer, 0, sizeBytes);
        }
        catch (SocketException e) when (e.SocketErrorCode != SocketError.TimedOut)
        {
            // Refused before all of it was read; what was answered counts.
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }

    public void Dispose()
    {
        Client.Dispose();
        Programs.Dispose();
    }
}
