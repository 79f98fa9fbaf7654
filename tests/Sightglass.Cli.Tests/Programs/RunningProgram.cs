using System.Diagnostics;
using System.Text;
using Xunit;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>What a program has said until its end.</summary>
internal sealed record Outcome(int ExitCode, IReadOnlyList<string> Lines, IReadOnlyList<string> Errors)
{
    internal string Text => string.Join('\n', Lines);

    internal string ErrorText => string.Join('\n', Errors);
}

/// <summary>A process whose lines are collected while it runs; it is killed with the test at the latest.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [], _errors = [];
    private readonly string _name;
    private bool _isDisposed;

    internal RunningProgram(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        start.StandardOutputEncoding = start.StandardErrorEncoding = Encoding.UTF8;
        _name = $"{Path.GetFileName(start.FileName)} {string.Join(' ', start.ArgumentList)}";
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, e) => Add(_lines, e.Data);
        _process.ErrorDataReceived += (_, e) => Add(_errors, e.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    internal int Pid => _process.Id;

    internal bool HasEnded => _process.HasExited;

    internal string[] Lines => Copy(_lines);

    internal string[] Errors => Copy(_errors);

    /// <summary>Waits for a line on stdout that contains this.</summary>
    internal string WaitForLine(string part, int deadlineMs = Eventually.DeadlineMs) =>
        WaitFor(_lines, part, deadlineMs);

    /// <summary>Waits for a line on stderr that contains this.</summary>
    internal string WaitForError(string part, int deadlineMs = Eventually.DeadlineMs) =>
        WaitFor(_errors, part, deadlineMs);

    internal void WaitForLines(int count) =>
        Eventually.True(() => Lines.Length >= count, () => $"{count} lines of '{_name}'. {Said()}");

    /// <summary>Writes a line to its stdin.</summary>
    internal void Say(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Waits for its end by itself.</summary>
    internal Outcome End(int deadlineMs = Eventually.DeadlineMs)
    {
        if (!_process.WaitForExit(deadlineMs)) Assert.Fail($"'{_name}' has not ended within {deadlineMs} ms. {Said()}");
        _process.WaitForExit(); // and until all its lines have come
        return new(_process.ExitCode, Lines, Errors);
    }

    /// <summary>Sends a signal by name, as <c>kill -INT</c> does.</summary>
    internal void Signal(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{Pid}"]);
        kill.WaitForExit();
    }

    /// <summary>Ends it as kill -9 does, and returns when it is gone.</summary>
    internal void Kill()
    {
        _process.Kill();
        Assert.True(_process.WaitForExit(Eventually.DeadlineMs), $"'{_name}' did not die.");
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        if (!_process.HasExited) Kill();
        _process.Dispose();
    }

    private string WaitFor(List<string> lines, string part, int deadlineMs)
    {
        string? found = null;
        Eventually.True(
            () => (found = Array.Find(Copy(lines), l => l.Contains(part, StringComparison.Ordinal))) is not null,
            () => $"'{part}' from '{_name}'. {Said()}", deadlineMs);
        return found!;
    }

    private string Said() => $"It {(HasEnded ? $"ended with {_process.ExitCode}" : "runs")} and said:\n"
        + string.Join('\n', Lines) + "\nand on stderr:\n" + string.Join('\n', Errors);

    private static void Add(List<string> lines, string? line)
    {
        if (line is null) return;
        lock (lines) lines.Add(line);
    }

    private static string[] Copy(List<string> lines)
    {
        lock (lines) return [.. lines];
    }
}
