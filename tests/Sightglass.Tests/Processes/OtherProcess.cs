using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// A real second process (tests/OtherProcess). It says what it does in lines and is told what to do in lines; it ends
/// at the latest when its input does, so with this process.
/// </summary>
internal sealed class OtherProcess : IDisposable
{
    private const int DeadlineMs = 60_000;

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];
    private readonly StringBuilder _errors = new();
    private readonly string _verb;

    private OtherProcess(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        _verb = string.Join(' ', start.ArgumentList);
        _process = new Process { StartInfo = start };
        _process.Start();
        // Threads of their own: on Windows the framework's reading holds a thread of the pool for each stream, and many
        // processes would leave none.
        Listen(_process.StandardOutput, _lines.Add, _lines.CompleteAdding);
        Listen(_process.StandardError, HearError, () => { });
    }

    internal static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, "other",
            OperatingSystem.IsWindows() ? "OtherProcess.exe" : "OtherProcess");

    internal int Pid => _process.Id;

    internal static OtherProcess Start(params string[] arguments) => new(new ProcessStartInfo(Path, arguments));

    /// <summary>Starts it with another SIGHTGLASS_DIR than this process has.</summary>
    internal static OtherProcess StartIn(string directory, params string[] arguments) =>
        new(new ProcessStartInfo(Path, arguments) { Environment = { ["SIGHTGLASS_DIR"] = directory } });

    /// <summary>Starts it through another program, which becomes it (setpriv).</summary>
    internal static OtherProcess StartBy(string program, params string[] arguments) =>
        new(new ProcessStartInfo(program, arguments));

    internal void Send(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for the line that begins so and returns its rest; lines before it are passed over.</summary>
    internal string Expect(string beginning, int deadlineMs = DeadlineMs)
    {
        var since = Stopwatch.StartNew();
        var passed = new List<string>();
        while (deadlineMs - since.ElapsedMilliseconds is var left and > 0 && Take((int)left) is { } line)
        {
            if (line.StartsWith(beginning, StringComparison.Ordinal)) return line[beginning.Length..].Trim();
            passed.Add(line);
        }
        lock (_errors)
            Assert.Fail($"'{_verb}' did not say '{beginning}' within {deadlineMs} ms " +
                $"but {(HasEnded ? "ended" : "runs")}; it said: [{string.Join(" | ", passed)}] {_errors}");
        return "";
    }

    /// <summary>Whether the next line that was not heard yet begins so.</summary>
    internal bool Has(string beginning) => _lines.FirstOrDefault()?.StartsWith(beginning, StringComparison.Ordinal) ?? false;

    /// <summary>The next line, whatever it is.</summary>
    internal string Hear() => Expect("");

    internal bool HasEnded => _process.HasExited;

    /// <summary>Ends it as kill -9 does, and returns when it is gone.</summary>
    internal void Kill()
    {
        _process.Kill();
        Assert.True(_process.WaitForExit(DeadlineMs), $"'{_verb}' did not die within {DeadlineMs} ms.");
    }

    /// <summary>Waits until it ends by itself, having taken its topics away.</summary>
    internal void AwaitEnd() =>
        Assert.True(_process.WaitForExit(DeadlineMs), $"'{_verb}' did not end within {DeadlineMs} ms.");

    public void Dispose()
    {
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private string? Take(int timeoutMs) => _lines.TryTake(out var line, timeoutMs) ? line : null;

    private void HearError(string line)
    {
        lock (_errors) _errors.AppendLine(line);
    }

    private static void Listen(StreamReader stream, Action<string> hear, Action end) => new Thread(() =>
    {
        while (stream.ReadLine() is { } line) hear(line);
        end();
    })
    { IsBackground = true }.Start();
}
