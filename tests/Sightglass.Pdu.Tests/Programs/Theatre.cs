using Sightglass.Cli.Tests;
using Sightglass.Cli.Tests.Programs;

namespace Sightglass.Pdu.Tests.Programs;

/// <summary>The programs of one test: ours and the original ones, all killed with it.</summary>
internal sealed class Theatre : IDisposable
{
    internal const string Section = "ShareMemoryPDU";
    private readonly Sandbox _sandbox = new();

    internal string Directory => _sandbox.Directory;

    /// <summary>An original server, from when its objects are there.</summary>
    internal RunningProgram StartServer(params string[] options)
    {
        var server = _sandbox.StartOther(Peers.Server, options);
        server.WaitForLine("ready");
        return server;
    }

    /// <summary>An original client; it fails at once when there is no section.</summary>
    internal RunningProgram StartClient(params string[] options)
    {
        var client = _sandbox.StartOther(Peers.Client, options);
        client.WaitForError("ready");
        return client;
    }

    internal RunningProgram StartOther(string program, params string[] options) => _sandbox.StartOther(program, options);

    internal RunningProgram StartOurs(params string[] arguments) => _sandbox.Start(arguments);

    /// <summary>Our server, from when its section is there and no other server was found.</summary>
    internal RunningProgram StartPublish(params string[] options)
    {
        var publish = _sandbox.Start(["pdu", "publish", .. options]);
        publish.WaitForLine("Publishing " + Section);
        return publish;
    }

    internal RunningProgram StartWatch(params string[] options) =>
        _sandbox.Start(["pdu", "watch", "--output", "ndjson", "--wait", "20s", .. options]);

    internal Outcome Run(params string[] arguments) => _sandbox.Run(arguments);

    /// <summary>Waits for so many more pairs than there are.</summary>
    internal static void WaitForMore(RunningProgram shows, int count, int deadlineMs = Eventually.DeadlineMs)
    {
        var before = Shown.From(shows).Count;
        Eventually.True(() => Shown.From(shows).Count >= before + count,
            () => $"{count} more pairs than {before}:\n{string.Join('\n', shows.Lines)}\n{string.Join('\n', shows.Errors)}", deadlineMs);
    }

    /// <summary>For docs/original-protocol.md: a line in measured.txt beside the tests.</summary>
    internal static void Measured(string line) =>
        File.AppendAllText(Path.Combine(AppContext.BaseDirectory, "measured.txt"), line + "\n");

    public void Dispose() => _sandbox.Dispose();
}
