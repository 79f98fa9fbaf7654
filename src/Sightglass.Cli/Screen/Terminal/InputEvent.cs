namespace Sightglass.Cli.Screen.Terminal;

/// <param name="Code">Which key; <see cref="ConsoleKey.None"/> for most that are not letters or digits.</param>
/// <param name="Letter">What it writes; '\0' for keys that write nothing. Letters beyond 16 bits come as two.</param>
internal readonly record struct Key(
    ConsoleKey Code, char Letter, bool IsShifted = false, bool IsAlt = false, bool IsControl = false);

internal enum MouseKind
{
    Press, Release, Drag, WheelUp, WheelDown,
}

/// <param name="X">The column, from 0.</param>
/// <param name="Y">The row, from 0.</param>
/// <param name="Kind">Presses are of the left button; others are not told.</param>
internal readonly record struct MouseEvent(int X, int Y, MouseKind Kind);

/// <summary>One of the two.</summary>
internal readonly record struct InputEvent(Key? Key, MouseEvent? Mouse);
