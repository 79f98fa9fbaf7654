namespace Sightglass.Cli.Screen.Drawing;

/// <summary>Texts measured and cut in columns of the terminal, not in characters.</summary>
internal static class TextWidth
{
    internal static int Columns(ReadOnlySpan<char> text)
    {
        var columns = 0;
        while (text.Length > 0)
        {
            text = text[Graphemes.Next(text, out _, out var width)..];
            columns += width;
        }
        return columns;
    }

    /// <summary>The text if it fits, else its beginning and an ellipsis.</summary>
    internal static string Cut(string text, int width, Glyphs glyphs)
    {
        if (Columns(text) <= width) return text;
        var mark = glyphs.Ellipsis;
        if (width <= mark.Length) return width <= 0 ? "" : mark[..width];
        return string.Concat(text.AsSpan(0, LengthWithin(text, width - mark.Length)), mark);
    }

    /// <summary>Cut or filled up with spaces to exactly so many columns.</summary>
    internal static string Fit(string text, int width, Glyphs glyphs, bool isRight = false)
    {
        var cut = Cut(text, width, glyphs);
        var spaces = width - Columns(cut);
        if (spaces <= 0) return cut;
        return isRight ? new string(' ', spaces) + cut : cut + new string(' ', spaces);
    }

    /// <summary>How many characters fit.</summary>
    internal static int LengthWithin(ReadOnlySpan<char> text, int width)
    {
        var length = 0;
        while (length < text.Length)
        {
            var used = Graphemes.Next(text[length..], out _, out var columns);
            if ((width -= columns) < 0) break;
            length += used;
        }
        return length;
    }
}
