using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// Windows' console takes escape sequences only when it is told to, and the framework does not tell it. Consoles before
/// Windows 10, and Wine's, cannot.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class WindowsConsole
{
    private const int StdOutputHandle = -11;
    private const uint EnableVirtualTerminalProcessing = 4;

    internal static bool TakesSequences() =>
        GetConsoleMode(GetStdHandle(StdOutputHandle), out var mode) != 0
        && SetConsoleMode(GetStdHandle(StdOutputHandle), mode | EnableVirtualTerminalProcessing) != 0;

    [DllImport("kernel32")]
    private static extern nint GetStdHandle(int which);

    [DllImport("kernel32")]
    private static extern int GetConsoleMode(nint console, out uint mode);

    [DllImport("kernel32")]
    private static extern int SetConsoleMode(nint console, uint mode);
}
