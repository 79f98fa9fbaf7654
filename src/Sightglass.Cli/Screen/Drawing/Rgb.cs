namespace Sightglass.Cli.Screen.Drawing;

/// <summary>A colour as it is meant; the terminal's output turns it into what the terminal can.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B)
{
    /// <param name="a">The colour at 0.</param>
    /// <param name="b">The colour at 1.</param>
    /// <param name="t">0..1.</param>
    internal static Rgb Mix(Rgb a, Rgb b, double t)
    {
        t = Math.Clamp(t, 0, 1);
        return new(Mix(a.R, b.R, t), Mix(a.G, b.G, t), Mix(a.B, b.B, t));
    }

    private static byte Mix(byte a, byte b, double t) => (byte)Math.Round(a + (b - a) * t);
}
