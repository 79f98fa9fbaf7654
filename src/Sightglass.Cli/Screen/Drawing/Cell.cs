namespace Sightglass.Cli.Screen.Drawing;

/// <summary>
/// One column of one row. It has no references and no padding, so that two rows are compared as bytes.
/// </summary>
/// <param name="Glyph">A code point, or one of <see cref="Clusters"/>, or <see cref="RightHalf"/>.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct Cell(int Glyph, Style Style)
{
    /// <summary>This column belongs to the wide glyph at its left.</summary>
    internal const int RightHalf = 0;

    internal static Cell Blank { get; } = new(' ', default);
}
