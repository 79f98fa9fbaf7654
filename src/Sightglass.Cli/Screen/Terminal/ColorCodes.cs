using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>The nearest of the colours that a terminal has, as it seems to the eye.</summary>
internal static class ColorCodes
{
    private const int CubeStart = 16, CubeSide = 6, GrayStart = 232, GrayCount = 24, GrayFirst = 8, GrayStep = 10;
    private const int BrightStart = 8;

    /// <summary>Below this difference of its parts a colour is a gray, and has no hue to be kept.</summary>
    private const int LeastChroma = 40;

    /// <summary>The levels of each part in the cube of xterm's palette.</summary>
    private static ReadOnlySpan<byte> CubeLevels => [0, 95, 135, 175, 215, 255];

    /// <summary>The number in xterm's palette of 256, without its first 16, which everyone sets otherwise.</summary>
    internal static int Palette256(Rgb color)
    {
        var (r, g, b) = (CubeIndex(color.R), CubeIndex(color.G), CubeIndex(color.B));
        var cube = new Rgb(CubeLevels[r], CubeLevels[g], CubeLevels[b]);
        var mean = (color.R + color.G + color.B) / 3;
        var step = Math.Clamp((mean - GrayFirst + GrayStep / 2) / GrayStep, 0, GrayCount - 1);
        var level = (byte)(GrayFirst + GrayStep * step);
        return Distance(color, new(level, level, level)) < Distance(color, cube)
            ? GrayStart + step
            : CubeStart + CubeSide * (CubeSide * r + g) + b;
    }

    /// <summary>
    /// One of the 16 that every terminal has: 0..7 and their bright twins. By hue and not by distance: what these
    /// colours are exactly is the user's choice, but red stays red.
    /// </summary>
    internal static int Sixteen(Rgb color)
    {
        var (max, min) = (Math.Max(color.R, Math.Max(color.G, color.B)), Math.Min(color.R, Math.Min(color.G, color.B)));
        if (max - min < LeastChroma)
            return max switch { < 48 => 0, < 112 => BrightStart, < 200 => 7, _ => BrightStart + 7 };
        // A part counts when it is nearer to the strongest than to the weakest: then orange is yellow, and pink is red.
        var middle = (max + min) / 2;
        var hue = (color.R > middle ? 1 : 0) | (color.G > middle ? 2 : 0) | (color.B > middle ? 4 : 0);
        return max >= 208 ? BrightStart + hue : hue;
    }

    private static int CubeIndex(byte part) => part < 48 ? 0 : part < 115 ? 1 : (part - 35) / 40;

    /// <summary>Weighted as the eye does: it sees differences of green most, and of blue least.</summary>
    private static int Distance(Rgb a, Rgb b)
    {
        var (r, g, blue) = (a.R - b.R, a.G - b.G, a.B - b.B);
        return 3 * r * r + 6 * g * g + blue * blue;
    }
}
