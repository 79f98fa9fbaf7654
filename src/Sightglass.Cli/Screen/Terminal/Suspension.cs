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

    private const int KillMs = 5000;

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
        try
        {
            const string Command = UsualMode + "; kill -TSTP $0";
            using var kill = Process.Start("/bin/sh", ["-c", Command, $"{Environment.ProcessId}"]);
            kill.WaitForExit(KillMs);
            _continued.Wait(StopMs);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No shell, so nobody to come back to either.
        }
        Listen();
        Volatile.Write(ref _isStopping, 0);
        _enter();
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
