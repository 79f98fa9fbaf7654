using Sightglass.Cli.Tests.Programs;

namespace Sightglass.Page.Tests;

/// <summary>A publisher and a server in a place of their own.</summary>
internal sealed class ServedMachine : IDisposable
{
    private RunningProgram _server;

    internal ServedMachine(params string[] publish)
    {
        Publisher = Sandbox.StartPublisher(publish);
        _server = Sandbox.Start("serve", "--url", "http://127.0.0.1:0");
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
        _server = Sandbox.Start("serve", "--url", Url);
        _server.WaitForLine("Serving");
    }

    public void Dispose() => Sandbox.Dispose();

    private static string AddressIn(string line) =>
        Array.Find(line.Split(' '), word => word.StartsWith("http://", StringComparison.Ordinal))!.TrimEnd('/');
}
