using System.Text;

namespace Sightglass.Cli.Screen.Drawing;

/// <summary>A rectangle of a canvas, to draw in. Nothing that is drawn leaves it.</summary>
internal readonly struct Area
{
    private readonly Canvas _canvas;
    private readonly int _left, _top;

    internal Area(Canvas canvas, int left, int top, int width, int height) =>
        (_canvas, _left, _top, Width, Height) = (canvas, left, top, width, height);

    internal int Width { get; }

    internal int Height { get; }

    internal bool IsEmpty => Width == 0 || Height == 0;

    /// <summary>What lies inside of both this area and the rectangle in it.</summary>
    internal Area Part(int x, int y, int width, int height)
    {
        var (left, top) = (Math.Clamp(x, 0, Width), Math.Clamp(y, 0, Height));
        var right = (int)Math.Clamp((long)x + width, left, Width);
        var bottom = (int)Math.Clamp((long)y + height, top, Height);
        return new(_canvas, _left + left, _top + top, right - left, bottom - top);
    }

    /// <summary>Writes text in one row, cell by cell.</summary>
    /// <returns>How many columns it took, those before the area's left edge included.</returns>
    internal int Write(int x, int y, ReadOnlySpan<char> text, Style style = default)
    {
        if (y < 0 || y >= Height) return 0;
        var column = x;
        while (text.Length > 0 && column < Width)
        {
            text = text[Graphemes.Next(text, out var glyph, out var columns)..];
            if (columns == 0) continue;
            if (column >= 0 && column + columns <= Width) Put(column, y, glyph, columns, style);
            else if (column + columns > 0) Put(Math.Max(column, 0), y, ' ', 1, style); // half of a wide one
            column += columns;
        }
        return Math.Min(column, Math.Max(Width, x)) - x;
    }

    internal void Fill(char glyph, Style style = default) => Fill(new Rune(glyph), style);

    internal void Fill(Rune glyph, Style style = default)
    {
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                Set(x, y, glyph, style);
    }

    internal void Set(int x, int y, char glyph, Style style = default) => Set(x, y, new Rune(glyph), style);

    /// <summary>One column. Of a glyph that is not one column wide, a space.</summary>
    internal void Set(int x, int y, Rune glyph, Style style = default)
    {
        if (x < 0 || y < 0 || x >= Width || y >= Height) return;
        var (drawn, columns) = Graphemes.Single(glyph);
        Put(x, y, columns == 1 ? drawn : ' ', 1, style);
    }

    /// <summary>Keeps what is drawn and changes how it looks: a selected row, the column under a cursor.</summary>
    internal void Restyle(Func<Style, Style> change)
    {
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
                _canvas.Restyle(_left + x, _top + y, change);
    }

    private void Put(int x, int y, int glyph, int columns, Style style) =>
        _canvas.Put(_left + x, _top + y, glyph, columns, style);
}
