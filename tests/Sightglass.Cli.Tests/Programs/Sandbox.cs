using System.Diagnostics;
using System.Globalization;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>A place of its own for the topics of one test, and the processes that were started in it.</summary>
internal sealed class Sandbox : IDisposable
{
    private const string Variable = "SIGHTGLASS_DIR";
    private readonly List<RunningProgram> _started = [];

    internal Sandbox()
    {
        var root = System.IO.Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath();
        // Not by the process's number: in two Wines side by side it is the same one.
        Directory = Path.Combine(root, $"cli-{Guid.NewGuid():N}");
        System.IO.Directory.CreateDirectory(Directory);
    }

    /// <summary>The program, as it lies beside the tests.</summary>
    internal static string ProgramPath { get; } = Path.Combine(AppContext.BaseDirectory, "program",
        OperatingSystem.IsWindows() ? "sightglass.exe" : "sightglass");

    internal string Directory { get; }

    /// <summary>What the programs find in their environment beside that.</summary>
    internal Dictionary<string, string> Environment { get; } = [];

    /// <summary>Where they look for this user's configuration; there only when a test makes it.</summary>
    internal string ConfigurationDirectory => Directory + "-config";

    /// <summary>The user's configuration file.</summary>
    internal string ConfigurationPath => Path.Combine(ConfigurationDirectory, "sightglass", "config.toml");

    /// <summary>Writes the user's configuration file.</summary>
    internal void Configure(string text)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(ConfigurationPath)!);
        File.WriteAllText(ConfigurationPath, text);
    }

    /// <summary>The files of the topics, but for the guard that stays.</summary>
    internal string[] TopicFiles() =>
        [.. System.IO.Directory.GetFiles(Directory, "*", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".guard", StringComparison.Ordinal))];

    /// <summary>Starts the program.</summary>
    internal RunningProgram Start(params string[] arguments) => StartOther(ProgramPath, arguments);

    /// <summary>Starts another program with the sandbox's environment.</summary>
    internal RunningProgram StartOther(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { Environment = { [Variable] = Directory } };
        // Not that of whoever runs the tests.
        start.Environment[OperatingSystem.IsWindows() ? "APPDATA" : "XDG_CONFIG_HOME"] = ConfigurationDirectory;
        start.Environment.Remove("SIGHTGLASS_CONFIG");
        foreach (var (name, value) in Environment) start.Environment[name] = value;
        start.Environment.Remove("NO_COLOR"); // whoever runs the tests may have it
        var started = new RunningProgram(start);
        lock (_started) _started.Add(started);
        return started;
    }

    /// <summary>Runs the program to its end.</summary>
    internal Outcome Run(params string[] arguments) => Start(arguments).End();

    /// <summary>
    /// Starts a publisher of CPU and memory, unless the options name others, and waits until it publishes.
    /// </summary>
    internal RunningProgram StartPublisher(params string[] options)
    {
        string[] sensors = options.Contains("--sensors") ? [] : ["--sensors", "cpu,memory"];
        var publisher = Start(["publish", .. sensors, .. options]);
        publisher.WaitForLine("Publishing");
        return publisher;
    }

    /// <summary>Publishers and viewers that run in this sandbox, whoever started them (Linux).</summary>
    internal IReadOnlyList<int> Pids(string argument = "")
    {
        var pids = new List<int>();
        foreach (var directory in System.IO.Directory.GetDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var pid)) continue;
            var isOurs = Read(pid, "environ").Split('\0').Contains($"{Variable}={Directory}");
            if (isOurs && Read(pid, "cmdline").Contains(argument, StringComparison.Ordinal)) pids.Add(pid);
        }
        return pids;
    }

    public void Dispose()
    {
        foreach (var program in _started) program.Dispose();
        // Publishers that viewers started: descendants of ours, with the sandbox's own mark in their environment.
        if (OperatingSystem.IsLinux())
            foreach (var pid in Pids()) Kill(pid);
        System.IO.Directory.Delete(Directory, recursive: true);
        if (System.IO.Directory.Exists(ConfigurationDirectory))
            System.IO.Directory.Delete(ConfigurationDirectory, recursive: true);
    }

    private static string Read(int pid, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{pid}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has just ended, or is another user's
        }
    }

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
            process.WaitForExit(Eventually.DeadlineMs);
        }
        catch (ArgumentException)
        {
            // It has just ended by itself.
        }
    }
}
