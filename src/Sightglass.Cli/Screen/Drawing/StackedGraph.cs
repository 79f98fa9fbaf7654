namespace Sightglass.Cli.Screen.Drawing;

/// <param name="Values">As in <see cref="Graph"/>; what is not known adds nothing.</param>
/// <param name="Style">The layer's look.</param>
internal readonly record struct GraphLayer(ReadOnlyMemory<double> Values, Style Style);

/// <summary>Several values on top of each other, the first at the foot. A gap is where none of them is known.</summary>
internal static class StackedGraph
{
    internal static void Draw(Area area, ReadOnlySpan<GraphLayer> layers, double max, Glyphs glyphs)
    {
        var symbols = glyphs.GraphUp;
        var steps = area.Height * symbols.Levels;
        for (var x = 0; x < area.Width; x++)
        {
            var half = Graph.ValuesPerColumn * x;
            var (first, second) = (Sum(layers, area.Width, half), Sum(layers, area.Width, half + 1));
            var (left, right) = (Graph.Height(first, 0, max, steps), Graph.Height(second, 0, max, steps));
            var top = Math.Max(left, right);
            var higher = right >= left ? half + 1 : half;
            for (int row = 0, foot = 0; row < area.Height && foot < top; row++, foot += symbols.Levels)
            {
                // One cell has one colour: that of the layer at its middle, or at the top of what fills it.
                var middle = Math.Min(foot + symbols.Levels / 2.0, top - 0.5);
                var layer = LayerAt(layers, area.Width, higher, middle / steps * max);
                var isFull = (symbols.IsPaired ? Math.Min(left, right) : top) >= foot + symbols.Levels;
                var symbol = isFull && glyphs.Segments.Length > 0 ? glyphs.Segments[layer % glyphs.Segments.Length]
                    : Graph.Symbol(symbols, left - foot, right - foot);
                area.Set(x, area.Height - 1 - row, symbol, layers[layer].Style);
            }
        }
    }

    private static double Sum(ReadOnlySpan<GraphLayer> layers, int width, int half)
    {
        var (sum, isKnown) = (0.0, false);
        foreach (var layer in layers)
        {
            var value = Graph.At(layer.Values.Span, width, half);
            if (double.IsNaN(value)) continue;
            sum += value;
            isKnown = true;
        }
        return isKnown ? sum : double.NaN;
    }

    private static int LayerAt(ReadOnlySpan<GraphLayer> layers, int width, int half, double height)
    {
        var (sum, last) = (0.0, 0);
        for (var i = 0; i < layers.Length; i++)
        {
            var value = Graph.At(layers[i].Values.Span, width, half);
            if (!(value > 0)) continue;
            sum += value;
            last = i;
            if (sum >= height) break;
        }
        return last;
    }
}
