using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>A label and its value.</summary>
/// <param name="Mark">In front of the label: which colour or fill of a bar or graph it is; null for none.</param>
internal readonly record struct Fact(string Label, string Value, Style Style, (char Glyph, Style Style)? Mark = null);

/// <summary>Facts in a row, as many as fit; the most important come first.</summary>
internal static class Facts
{
    private const int Gap = 3;

    /// <returns>How many columns were used.</returns>
    internal static int Draw(Area area, int x, int y, Look look, params ReadOnlySpan<Fact> facts)
    {
        var start = x;
        foreach (var fact in facts)
        {
            var width = TextWidth.Columns(fact.Label) + (fact.Label.Length > 0 ? 1 : 0) + TextWidth.Columns(fact.Value)
                + (fact.Mark is null ? 0 : 2);
            if (x + width > area.Width) continue; // a shorter one behind it may still fit
            if (fact.Mark is { } mark)
            {
                area.Set(x, y, mark.Glyph, mark.Style);
                x += 2;
            }
            if (fact.Label.Length > 0) x += area.Write(x, y, fact.Label, look.Palette.Dim) + 1;
            x += area.Write(x, y, fact.Value, fact.Style) + Gap;
        }
        return x - start;
    }
}
