using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>Writes how the next characters look: only what differs from those before.</summary>
internal sealed class StyleCodes(FrameBytes bytes, ColorDepth depth)
{
    private const int Foreground = 30, Background = 40, BrightForeground = 90, BrightBackground = 100;
    private const int Extended = 8, Default = 9, BrightStart = 8;

    private Style _style;
    private bool _isFirst;

    /// <summary>The terminal's own look, which a frame begins with.</summary>
    internal void Reset()
    {
        bytes.Add("\e[0m"u8);
        _style = default;
    }

    internal void Set(Style style)
    {
        if (depth == ColorDepth.None) style = style with { Foreground = null, Background = null };
        if (style == _style) return;
        bytes.Add("\e["u8);
        _isFirst = true;
        if (Flags(_style) is var had && (had & ~Flags(style)) != 0)
        {
            // Not all terminals know how to end bold or dim alone.
            Number(0);
            _style = default;
        }
        if (style.IsBold && !_style.IsBold) Number(1);
        if (style.IsDim && !_style.IsDim) Number(2);
        if (style.IsUnderlined && !_style.IsUnderlined) Number(4);
        if (style.IsReversed && !_style.IsReversed) Number(7);
        if (style.Foreground != _style.Foreground) Color(style.Foreground, Foreground, BrightForeground);
        if (style.Background != _style.Background) Color(style.Background, Background, BrightBackground);
        bytes.Add((byte)'m');
        _style = style;
    }

    private void Color(Rgb? color, int plain, int bright)
    {
        if (color is not { } rgb)
        {
            Number(plain + Default);
        }
        else if (depth == ColorDepth.Sixteen)
        {
            var code = ColorCodes.Sixteen(rgb);
            Number(code < BrightStart ? plain + code : bright + code - BrightStart);
        }
        else
        {
            Number(plain + Extended);
            Number(depth == ColorDepth.TrueColor ? 2 : 5);
            if (depth != ColorDepth.TrueColor)
            {
                Number(ColorCodes.Palette256(rgb));
                return;
            }
            Number(rgb.R);
            Number(rgb.G);
            Number(rgb.B);
        }
    }

    private void Number(int number)
    {
        if (!_isFirst) bytes.Add((byte)';');
        _isFirst = false;
        bytes.AddNumber(number);
    }

    private static int Flags(Style style) =>
        (style.IsBold ? 1 : 0) | (style.IsDim ? 2 : 0) | (style.IsUnderlined ? 4 : 0) | (style.IsReversed ? 8 : 0);
}
