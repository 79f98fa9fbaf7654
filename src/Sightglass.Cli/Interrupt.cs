using System.Runtime.InteropServices;

namespace Sightglass.Cli;

/// <summary>Ctrl-C, SIGTERM and the closing of the terminal, as one token. A second Ctrl-C ends the process at once.</summary>
internal sealed class Interrupt : IDisposable
{
    private const int PatienceMs = 3000;
    private Timer? _patience;
    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];

    internal Interrupt()
    {
        foreach (var signal in (PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
            _registrations.Add(PosixSignalRegistration.Create(signal, OnSignal));
    }

    internal CancellationToken Token => _source.Token;

    /// <summary>Set by a command that is meant to be ended by SIGTERM, as a service is.</summary>
    internal static bool TerminationIsNormal { get; set; }

    /// <summary>Set by a publisher that viewers share: Ctrl-C in the terminal of one of them is not meant for it.</summary>
    internal static bool IgnoresTerminal { get; set; }

    internal int ExitCode { get; private set; } = Cli.ExitCode.Interrupted;

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (IgnoresTerminal && context.Signal != PosixSignal.SIGTERM) return;
        if (_source.IsCancellationRequested)
        {
            // Ctrl-C twice means now. Not so SIGTERM: a supervisor may send it to a process and to its group.
            context.Cancel = context.Signal != PosixSignal.SIGINT;
            return;
        }
        if (context.Signal == PosixSignal.SIGTERM && TerminationIsNormal) ExitCode = Cli.ExitCode.Ok;
        _source.Cancel();
        // A write to a pipe that is full hears no token.
        _patience = new Timer(_ => Environment.Exit(ExitCode), null, PatienceMs, Timeout.Infinite);
    }

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _patience?.Dispose();
        _source.Dispose();
    }
}
