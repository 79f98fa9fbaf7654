using System.Runtime.InteropServices;
using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// The terminal while a screen has it: the alternate screen, without a cursor, with the mouse. It is given back however
/// the program ends (but by SIGKILL), and while it is suspended.
/// </summary>
internal sealed class TerminalSession : IDisposable
{
    // Alternate screen; no cursor; no wrap at the right edge; columns stay where they are whatever the direction of the
    // writing (ECMA-48's BDSM); mouse with drags, in decimal; pasted text is marked. Who does not know one, ignores it.
    private static ReadOnlySpan<byte> EnterSequence =>
        "\e[?1049h\e[?25l\e[?7l\e[8l\e[?1000h\e[?1002h\e[?1006h\e[?2004h"u8;

    private static ReadOnlySpan<byte> LeaveSequence =>
        "\e[?2026l\e[0m\e[?2004l\e[?1006l\e[?1002l\e[?1000l\e[8h\e[?7h\e[?25h\e[?1049l"u8;

    private readonly Lock _lock = new();
    private readonly Stream _stream = Console.OpenStandardOutput();
    private readonly Canvas _canvas = new(0, 0);
    private readonly TerminalOutput _output;
    private readonly TerminalInput _input;
    private readonly Action _wake;
    private readonly Suspension? _suspension;
    private readonly PosixSignalRegistration? _resized;
    private bool _isEntered, _isClosed;

    /// <param name="capabilities">What the terminal can.</param>
    /// <param name="wake">Called on any thread when there is input, or the whole is to be drawn again.</param>
    internal TerminalSession(TerminalCapabilities capabilities, Action wake)
    {
        _wake = wake;
        _output = new(_stream, capabilities.Depth, capabilities.IsUtf8);
        _input = new(wake);
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnExit;
        Enter();
        _input.Start();
        if (OperatingSystem.IsWindows()) return; // no signals; its size is looked at with each frame
        _resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => wake());
        _suspension = new(Leave, Enter);
    }

    /// <summary>An empty canvas of the size that the terminal has now.</summary>
    internal Canvas Begin()
    {
        _canvas.Resize(Math.Max(Console.WindowWidth, 1), Math.Max(Console.WindowHeight, 1));
        _canvas.Clear();
        return _canvas;
    }

    /// <summary>Shows what was drawn.</summary>
    /// <returns>How many bytes that took.</returns>
    internal int Show()
    {
        lock (_lock) return _isEntered ? _output.Show(_canvas) : 0;
    }

    internal bool TryTake(out InputEvent input) => _input.TryTake(out input);

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnExit;
        _resized?.Dispose();
        if (!OperatingSystem.IsWindows()) _suspension?.Dispose();
        Close();
    }

    private void OnExit(object? sender, EventArgs e) => Close();

    private void Close()
    {
        lock (_lock) _isClosed = true;
        Leave();
    }

    private void Enter()
    {
        lock (_lock)
        {
            if (_isEntered || _isClosed) return;
            _isEntered = true;
            _output.Forget();
            try
            {
                _stream.Write(EnterSequence);
            }
            catch (IOException)
            {
                // The terminal is gone; whoever draws next, on a thread that can say so, meets the same.
            }
        }
        _wake();
    }

    private void Leave()
    {
        lock (_lock)
        {
            if (!_isEntered) return;
            _isEntered = false;
            try
            {
                _stream.Write(LeaveSequence);
            }
            catch (IOException)
            {
                // The terminal is gone, and nothing of it is left to be restored.
            }
        }
    }
}
