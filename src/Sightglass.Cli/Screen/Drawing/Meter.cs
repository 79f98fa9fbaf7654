namespace Sightglass.Cli.Screen.Drawing;

/// <param name="Value">What is not known has no length.</param>
/// <param name="Style">The part's look.</param>
internal readonly record struct MeterSegment(double Value, Style Style);

/// <summary>A bar of one row, of one or several parts.</summary>
internal static class Meter
{
    /// <param name="area">Its first row is filled; it stays as it is when no part is known, which is not zero.</param>
    /// <param name="segments">From the left.</param>
    /// <param name="max">The whole bar.</param>
    /// <param name="empty">What is left of it.</param>
    /// <param name="glyphs">What the terminal has.</param>
    internal static void Draw(Area area, ReadOnlySpan<MeterSegment> segments, double max, Style empty, Glyphs glyphs)
    {
        var (sum, x, isKnown) = (0.0, 0, false);
        for (var i = 0; i < segments.Length; i++)
        {
            if (double.IsNaN(segments[i].Value)) continue;
            isKnown = true;
            sum += segments[i].Value;
            var isMarked = segments.Length > 1 && glyphs.Segments.Length > 0;
            var glyph = isMarked ? glyphs.Segments[i % glyphs.Segments.Length] : glyphs.Bar;
            // Rounded sums, not rounded parts: the end of the bar is right whatever it consists of.
            for (var end = End(sum, max, area.Width); x < end; x++) area.Set(x, 0, glyph, segments[i].Style);
        }
        for (; isKnown && x < area.Width; x++) area.Set(x, 0, glyphs.BarEmpty, empty);
    }

    /// <summary>A bar of one value, each cell in the colour of its place.</summary>
    internal static void Draw(Area area, double value, double max, Gradient gradient, Style empty, Glyphs glyphs)
    {
        if (double.IsNaN(value)) return;
        var end = End(value, max, area.Width);
        for (var x = 0; x < area.Width; x++)
            if (x < end) area.Set(x, 0, glyphs.Bar, gradient.At((x + 0.5) / area.Width));
            else area.Set(x, 0, glyphs.BarEmpty, empty);
    }

    private static int End(double value, double max, int width) => value > 0 ? Graph.Height(value, 0, max, width) : 0;
}
