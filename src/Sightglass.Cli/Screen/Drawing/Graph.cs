namespace Sightglass.Cli.Screen.Drawing;

/// <summary>
/// A filled graph, the newest value at the right. Two values lie in a column, whatever the glyphs: where they have no
/// halves, the higher one is drawn, so that no peak is lost.
/// </summary>
internal static class Graph
{
    internal const int ValuesPerColumn = 2;

    /// <param name="area">Cells without a value stay as they are.</param>
    /// <param name="values">Oldest first; NaN is a gap. What does not fit is left out at the left.</param>
    /// <param name="min">At its foot. What is known, however low, has one step at least: only a gap is empty.</param>
    /// <param name="max">At its top.</param>
    /// <param name="gradient">By height; in a graph of one row by value.</param>
    /// <param name="glyphs">What the terminal has.</param>
    /// <param name="isDown">Hangs from the top, as the lower half of a mirrored graph does.</param>
    internal static void Draw(
        Area area, ReadOnlySpan<double> values, double min, double max, Gradient gradient, Glyphs glyphs,
        bool isDown = false)
    {
        var symbols = isDown ? glyphs.GraphDown : glyphs.GraphUp;
        var steps = area.Height * symbols.Levels;
        for (var x = 0; x < area.Width; x++)
        {
            var first = At(values, area.Width, ValuesPerColumn * x);
            var second = At(values, area.Width, ValuesPerColumn * x + 1);
            var (left, right) = (Height(first, min, max, steps), Height(second, min, max, steps));
            var top = Math.Max(left, right);
            for (int row = 0, foot = 0; row < area.Height && foot < top; row++, foot += symbols.Levels)
            {
                var level = area.Height > 1 ? (row + 0.5) / area.Height : (double)top / steps;
                var y = isDown ? row : area.Height - 1 - row;
                area.Set(x, y, Symbol(symbols, left - foot, right - foot), gradient.At(level));
            }
        }
    }

    /// <summary>The value of a half column; NaN before the first.</summary>
    internal static double At(ReadOnlySpan<double> values, int width, int half) =>
        values.Length - ValuesPerColumn * width + half is >= 0 and var index ? values[index] : double.NaN;

    internal static int Height(double value, double min, double max, int steps)
    {
        if (double.IsNaN(value)) return 0;
        var ratio = (value - min) / (max - min);
        return double.IsNaN(ratio) ? 1 : (int)Math.Max(Math.Round(Math.Clamp(ratio, 0, 1) * steps), 1);
    }

    internal static char Symbol(GraphSymbols symbols, int left, int right) =>
        symbols.Of(Math.Clamp(left, 0, symbols.Levels), Math.Clamp(right, 0, symbols.Levels));
}
