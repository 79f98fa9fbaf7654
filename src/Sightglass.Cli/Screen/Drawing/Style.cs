namespace Sightglass.Cli.Screen.Drawing;

/// <summary>How a cell looks. No colour means the terminal's own.</summary>
internal readonly record struct Style(
    Rgb? Foreground = null, Rgb? Background = null,
    bool IsBold = false, bool IsDim = false, bool IsReversed = false, bool IsUnderlined = false);
