using System.Collections.Concurrent;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// Reads keys and the mouse on a thread of its own, which sleeps in the system until there are any. The framework's
/// console has the terminal in its mode for single keys meanwhile, and gives it back at the end and when suspended.
/// </summary>
internal sealed class TerminalInput
{
    /// <summary>So long an escape may begin a sequence, also over a slow line; then it is the key.</summary>
    private const int EscapeMs = 30, EscapeStepMs = 5;

    /// <summary>Nobody types so fast; what a stuck screen does not take is dropped.</summary>
    private const int Capacity = 1024;

    private readonly ConcurrentQueue<InputEvent> _events = new();
    private readonly InputParser _parser = new();
    private readonly Action _wake;

    internal TerminalInput(Action wake) => _wake = wake;

    internal void Start()
    {
        if (!Console.IsInputRedirected) new Thread(Read) { IsBackground = true, Name = "keys" }.Start();
    }

    internal bool TryTake(out InputEvent input) => _events.TryDequeue(out input);

    private void Read()
    {
        try
        {
            while (true)
            {
                var input = _parser.Take(Console.ReadKey(intercept: true), ComesMore);
                if (input is null || _events.Count >= Capacity) continue;
                _events.Enqueue(input.Value);
                _wake();
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or ObjectDisposedException)
        {
            // The terminal is gone; its hang-up ends the program.
        }
    }

    private static bool ComesMore()
    {
        for (var waitedMs = 0; waitedMs < EscapeMs; waitedMs += EscapeStepMs)
        {
            if (Console.KeyAvailable) return true;
            Thread.Sleep(EscapeStepMs);
        }
        return Console.KeyAvailable;
    }
}
