using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>The publisher as a service of systemd, which the test plays.</summary>
public sealed class ServiceTests : IDisposable
{
    private readonly Sandbox _sandbox = new();

    public void Dispose() => _sandbox.Dispose();

    [LinuxTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void Systemd_is_told_when_the_topics_are_there_and_when_they_go(bool isAbstract)
    {
        using var systemd = Listen(isAbstract);
        var publisher = _sandbox.Start("publish", "--sensors", "cpu,memory,publisher");
        Receive(systemd).ShouldBe("READY=1\nSTATUS=3 topics");
        TopicCount().ShouldBe(3);
        _sandbox.Run("list").Lines.Count.ShouldBe(4);
        publisher.Signal("TERM");
        Receive(systemd).ShouldBe("STOPPING=1");
        publisher.End().ExitCode.ShouldBe(0);
        TopicCount().ShouldBe(0);
    }

    [LinuxFact]
    public void Systemd_is_not_told_of_a_publisher_that_does_not_come_to_publish()
    {
        _sandbox.StartPublisher();
        using var systemd = Listen(isAbstract: false);
        _sandbox.Run("publish", "--sensors", "cpu").ExitCode.ShouldBe(ExitCode.RuntimeError);
        systemd.Available.ShouldBe(0);
    }

    [LinuxFact]
    public void A_watchdog_hears_that_it_is_alive_while_it_is()
    {
        using var systemd = Listen(isAbstract: false);
        _sandbox.Environment["WATCHDOG_USEC"] = "200000";
        var publisher = _sandbox.StartPublisher();
        Receive(systemd).ShouldStartWith("READY=1");
        for (var i = 0; i < 3; i++) Receive(systemd).ShouldBe("WATCHDOG=1");
        publisher.Kill();
    }

    [LinuxFact]
    public void A_systemd_that_is_gone_is_a_warning_and_no_end()
    {
        _sandbox.Environment["NOTIFY_SOCKET"] = _sandbox.Directory + "/nobody";
        var publisher = _sandbox.StartPublisher();
        publisher.WaitForError("sightglass: systemd (NOTIFY_SOCKET) cannot be told: ");
        publisher.HasEnded.ShouldBeFalse();
    }

    [LinuxFact]
    public void In_the_journal_a_fault_has_the_priority_of_an_error()
    {
        using var journal = new TcpListener(IPAddress.Loopback, 0);
        journal.Start();
        var port = ((IPEndPoint)journal.LocalEndpoint).Port;
        // A socket as stderr, and the variable that tells which, as systemd starts services.
        var script = $"exec 2>/dev/tcp/127.0.0.1/{port}; export JOURNAL_STREAM=1:$(stat -L -c %i /proc/self/fd/2); "
            + $"exec '{Sandbox.ProgramPath}' publish --config /nonexistent/config.toml";
        var publisher = _sandbox.StartOther("bash", "-c", script);
        using var stream = journal.AcceptTcpClient();
        using var lines = new StreamReader(stream.GetStream());
        lines.ReadToEnd().ShouldBe("<3>There is no file '/nonexistent/config.toml' (--config).\n");
        publisher.End().ExitCode.ShouldBe(ExitCode.Usage);
    }

    [LinuxFact]
    public void It_is_quiet_and_says_more_when_asked()
    {
        var quiet = _sandbox.StartPublisher();
        quiet.Signal("TERM");
        quiet.End().Errors.ShouldBeEmpty();
        _sandbox.Configure("[publish]\nlog-level = \"info\"");
        var verbose = _sandbox.StartPublisher();
        verbose.WaitForError($"sightglass: The configuration is {_sandbox.ConfigurationPath}.");
        verbose.WaitForError("sightglass: system.memory is published every 1s.");
        _sandbox.Run("set", "system.cpu", "interval", "70ms").ExitCode.ShouldBe(0);
        verbose.WaitForError("sightglass: system.cpu is asked for: every 70ms.");
        verbose.Signal("TERM");
        verbose.End().Errors[^1].ShouldBe("sightglass: Ends, and takes its topics away.");
    }

    [LinuxFact]
    public void A_sensor_that_really_fails_says_why_in_the_publishers_topic_and_once_in_the_log()
    {
        var publisher = _sandbox.StartPublisher("--sensors", "cpu,processes,publisher");
        _sandbox.Run("watch", "system.processes", "--count", "1").ExitCode.ShouldBe(0);
        FaultOf("system.processes").ShouldBe("");

        Limit(publisher, "3"); // no file can be opened any more; the other sensors keep theirs open
        publisher.WaitForError("sightglass: system.processes: ");
        Eventually.True(() => FaultOf("system.processes").StartsWith("'/proc' ", StringComparison.Ordinal),
            () => "the reason");
        FaultOf("system.cpu").ShouldBe("");
        _sandbox.Run("watch", "system.cpu", "--count", "3").ExitCode.ShouldBe(0);

        Limit(publisher, "4096");
        publisher.WaitForError("sightglass: system.processes works again.");
        Eventually.True(() => FaultOf("system.processes").Length == 0, () => "no reason any more");
        publisher.Errors.Count(line => line.Contains("system.processes: ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [SystemdFact]
    public void The_unit_files_are_sound()
    {
        var root = Sources();
        Assert.SkipWhen(root is null, "the sources are not here");
        foreach (var kind in new[] { "system", "user" })
        {
            var unit = Path.Combine(_sandbox.Directory, kind, "sightglass.service");
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(unit)!);
            var text = File.ReadAllText(Path.Combine(root!, "packaging", "systemd", kind, "sightglass.service"));
            text.ShouldContain("ExecStart=/usr/bin/sightglass publish\n");
            File.WriteAllText(unit, text.Replace("/usr/bin/sightglass", Sandbox.ProgramPath, StringComparison.Ordinal));
            _sandbox.Environment["XDG_RUNTIME_DIR"] = _sandbox.Directory;
            var verified = _sandbox.StartOther("systemd-analyze", "verify", $"--{kind}", "--man=no", unit).End();
            (verified.ExitCode, verified.Text + verified.ErrorText).ShouldBe((0, ""));
        }
    }

    private Socket Listen(bool isAbstract)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified)
        {
            ReceiveTimeout = Eventually.DeadlineMs,
        };
        var name = isAbstract ? $"@{Path.GetFileName(_sandbox.Directory)}" : _sandbox.Directory + "/notify";
        socket.Bind(new UnixDomainSocketEndPoint(isAbstract ? '\0' + name[1..] : name));
        _sandbox.Environment["NOTIFY_SOCKET"] = name;
        return socket;
    }

    private static string Receive(Socket socket)
    {
        var bytes = new byte[4096];
        return Encoding.UTF8.GetString(bytes, 0, socket.Receive(bytes));
    }

    private int TopicCount() => _sandbox.TopicFiles().Count(file => file.EndsWith(".topic", StringComparison.Ordinal));

    private string FaultOf(string topic)
    {
        var lines = _sandbox.Run("watch", "sightglass.publisher", "--count", "1", "--output", "ndjson").Lines;
        using var json = JsonDocument.Parse(lines[0]);
        var values = json.RootElement.GetProperty("values");
        var names = values.GetProperty("sightglass.publisher.topic.name").EnumerateArray().Select(n => n.GetString());
        return values.GetProperty("sightglass.publisher.topic.fault")[names.ToList().IndexOf(topic)].GetString()!;
    }

    private static void Limit(RunningProgram program, string files)
    {
        using var limit = Process.Start("prlimit", [$"--pid={program.Pid}", $"--nofile={files}:4096"]);
        limit.WaitForExit();
        limit.ExitCode.ShouldBe(0);
    }

    private static string? Sources()
    {
        var directory = AppContext.BaseDirectory;
        while (directory is not null && !System.IO.Directory.Exists(Path.Combine(directory, "packaging")))
            directory = Path.GetDirectoryName(directory);
        return directory;
    }
}
