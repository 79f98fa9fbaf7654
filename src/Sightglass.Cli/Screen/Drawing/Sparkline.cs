namespace Sightglass.Cli.Screen.Drawing;

/// <summary>A graph of one row with one value in a column, the newest at the right.</summary>
internal static class Sparkline
{
    internal static void Draw(
        Area area, ReadOnlySpan<double> values, double min, double max, Gradient gradient, Glyphs glyphs)
    {
        for (var x = 0; x < area.Width; x++)
        {
            var index = values.Length - area.Width + x;
            if (index < 0 || double.IsNaN(values[index])) continue;
            var step = Graph.Height(values[index], min, max, glyphs.Spark.Length);
            area.Set(x, 0, glyphs.Spark[step - 1], gradient.At((double)step / glyphs.Spark.Length));
        }
    }
}
