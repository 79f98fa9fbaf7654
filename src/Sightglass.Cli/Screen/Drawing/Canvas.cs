using System.Text;

namespace Sightglass.Cli.Screen.Drawing;

/// <summary>A picture of cells. It knows no terminal: it is compared with the last one, tested as text.</summary>
internal sealed class Canvas
{
    /// <summary>No terminal is larger; a size comes from outside and is not believed.</summary>
    internal const int MaxWidth = 2000, MaxHeight = 1000;

    private Cell[] _cells = [];

    internal Canvas(int width, int height) => Resize(width, height);

    internal int Width { get; private set; }

    internal int Height { get; private set; }

    internal Area Whole => new(this, 0, 0, Width, Height);

    /// <summary>Another size; the picture is empty then. The same size keeps it.</summary>
    internal void Resize(int width, int height)
    {
        (width, height) = (Math.Clamp(width, 0, MaxWidth), Math.Clamp(height, 0, MaxHeight));
        if (width == Width && height == Height) return;
        (Width, Height) = (width, height);
        if (_cells.Length < width * height) _cells = new Cell[width * height];
        Clear();
    }

    internal void Clear() => _cells.AsSpan(0, Width * Height).Fill(Cell.Blank);

    internal ReadOnlySpan<Cell> Row(int y) => Cells(y);

    internal void CopyFrom(Canvas other)
    {
        Resize(other.Width, other.Height);
        other._cells.AsSpan(0, Width * Height).CopyTo(_cells);
    }

    /// <summary>Puts a glyph of one or two columns, both inside. Of a wide one that it covers, all goes.</summary>
    internal void Put(int x, int y, int glyph, int columns, Style style)
    {
        var row = Cells(y);
        var next = x + columns;
        if (row[x].Glyph == Cell.RightHalf) row[x - 1] = new(' ', row[x - 1].Style);
        if (next < row.Length && row[next].Glyph == Cell.RightHalf) row[next] = new(' ', row[next].Style);
        row[x] = new(glyph, style);
        if (columns == 2) row[x + 1] = new(Cell.RightHalf, style);
    }

    internal void Restyle(int x, int y, Func<Style, Style> change)
    {
        ref var cell = ref Cells(y)[x];
        cell = cell with { Style = change(cell.Style) };
    }

    /// <summary>The rows without styles and without the spaces at their ends.</summary>
    internal string ToText()
    {
        var text = new StringBuilder();
        var row = new StringBuilder();
        for (var y = 0; y < Height; y++)
        {
            row.Clear();
            foreach (var cell in Row(y))
                if (cell.Glyph > 0) row.Append(new Rune(cell.Glyph).ToString());
                else if (cell.Glyph != Cell.RightHalf) row.Append(Clusters.Text(cell.Glyph));
            text.Append(row.ToString().TrimEnd(' ')).Append('\n');
        }
        return text.ToString();
    }

    private Span<Cell> Cells(int y) => _cells.AsSpan(y * Width, Width);
}
