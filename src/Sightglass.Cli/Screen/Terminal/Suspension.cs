using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// Ctrl-Z. The screen is left first, and then the process really stops: the framework's handler of SIGTSTP cannot do
/// that. So it is taken away, and the shell sends the signal once more; it is then the system that stops us, or does
/// not, where nobody could continue us.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal sealed class Suspension : IDisposable
{
    /// <summary>The signal was sent; it stops us within this, or never.</summary>
    private const int StopMs = 300;

    private const int ShellMs = 5000;

    /// <summary>Undoes what the framework does to a terminal to read keys; many shells do it too, not all.</summary>
    private const string UsualMode = "stty icanon echo iexten ixon icrnl 2>&-";

    private readonly Action _leave, _enter;
    private readonly ManualResetEventSlim _continued = new();
    private readonly PosixSignalRegistration _continuation;
    private PosixSignalRegistration? _stop;
    private int _isStopping;

    internal Suspension(Action leave, Action enter)
    {
        (_leave, _enter) = (leave, enter);
        _continuation = PosixSignalRegistration.Create(PosixSignal.SIGCONT, OnContinued);
        Listen();
    }

    private void Listen() => _stop = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, OnStop);

    private void OnStop(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Exchange(ref _isStopping, 1) != 0) return;
        new Thread(Stop) { IsBackground = true, Name = "suspend" }.Start();
    }

    private void Stop()
    {
        _leave();
        _continued.Reset();
        _stop?.Dispose();
        // The continuation is also what makes the framework take the terminal into its own mode again.
        if (Shell(UsualMode + "; kill -TSTP $0") && !_continued.Wait(StopMs)) Shell("kill -CONT $0");
        Listen();
        Volatile.Write(ref _isStopping, 0);
        _enter();
    }

    private static bool Shell(string command)
    {
        try
        {
            using var shell = Process.Start("/bin/sh", ["-c", command, $"{Environment.ProcessId}"]);
            return shell.WaitForExit(ShellMs);
        }
        catch (Win32Exception)
        {
            return false; // there is no shell, so nobody either who could continue us
        }
    }

    /// <summary>Also after a SIGSTOP, which nobody hears: whatever the terminal shows now, it is drawn again.</summary>
    private void OnContinued(PosixSignalContext context)
    {
        context.Cancel = false;
        _continued.Set();
        if (Volatile.Read(ref _isStopping) != 0) return;
        _leave();
        _enter();
    }

    public void Dispose()
    {
        _stop?.Dispose();
        _continuation.Dispose();
    }
}
