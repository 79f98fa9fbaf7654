using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>What panels are drawn with: what the terminal can, and what its user wants.</summary>
internal sealed record Look(Palette Palette, Glyphs Glyphs)
{
    /// <summary>A value's style: grey when it is of the past or not known.</summary>
    internal Style Value(bool isOld, double value = 0) => isOld || double.IsNaN(value) ? Palette.Old : Palette.Text;

    /// <summary>Arrows and signs of units as this terminal has them.</summary>
    internal string Symbols(string text) => text
        .Replace('←', Glyphs.Left).Replace('→', Glyphs.Right).Replace('↑', Glyphs.Up).Replace('↓', Glyphs.Down)
        .Replace('°', Glyphs.Degree).Replace('µ', Glyphs.Micro)
        .Replace("∞", Glyphs.Degree == '°' ? "∞" : "inf", StringComparison.Ordinal)
        .Replace("…", Glyphs.Ellipsis, StringComparison.Ordinal);

    /// <summary>A ratio's style, by how near it is to full.</summary>
    internal Style Ratio(bool isOld, double ratio, Gradient gradient) =>
        isOld || double.IsNaN(ratio) ? Palette.Old : gradient.At(ratio);
}
