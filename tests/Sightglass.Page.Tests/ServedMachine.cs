using Sightglass.Cli.Tests.Programs;

namespace Sightglass.Page.Tests;

/// <summary>A publisher and a server in a place of their own.</summary>
internal sealed class ServedMachine : IDisposable
{
    private RunningProgram _server;

    /// <param name="publish">Options of the publisher.</param>
    internal ServedMachine(params string[] publish) : this(publish, token: null)
    {
    }

    internal ServedMachine(string[] publish, string? token)
    {
        Publisher = Sandbox.StartPublisher(publish);
        _server = StartServer("http://127.0.0.1:0", token);
        Url = AddressIn(_server.WaitForLine("Serving"));
    }

    internal Sandbox Sandbox { get; } = new();

    internal RunningProgram Publisher { get; private set; }

    /// <summary>The server's address, which stays the same when it is started again.</summary>
    internal string Url { get; }

    internal void RestartPublisher(params string[] publish) => Publisher = Sandbox.StartPublisher(publish);

    internal void KillServer() => _server.Kill();

    internal void RestartServer()
    {
        _server = StartServer(Url, token: null);
        _server.WaitForLine("Serving");
    }

    public void Dispose() => Sandbox.Dispose();

    private RunningProgram StartServer(string url, string? token)
    {
        string[] secret = token is null ? [] : ["--token", token];
        return Sandbox.Start(["serve", "--no-publish", "--url", url, .. secret]);
    }

    private static string AddressIn(string line) =>
        Array.Find(line.Split(' '), word => word.StartsWith("http://", StringComparison.Ordinal))!.TrimEnd('/');
}
