namespace Sightglass.Cli.Screen.Drawing;

/// <summary>How low and high values look.</summary>
internal sealed class Gradient
{
    private const int Steps = 100;
    private readonly Style[] _styles;

    /// <summary>All look the same.</summary>
    internal Gradient(Style style) => _styles = [style];

    internal Gradient(Rgb low, Rgb middle, Rgb high) =>
        _styles = [.. Enumerable.Range(0, Steps + 1).Select(step => 2.0 * step / Steps).Select(t =>
            new Style(t < 1 ? Rgb.Mix(low, middle, t) : Rgb.Mix(middle, high, t - 1)))];

    /// <param name="level">0..1; what is outside looks like the nearest, and what is unknown like the lowest.</param>
    internal Style At(double level) =>
        _styles[double.IsNaN(level) ? 0 : (int)Math.Round(Math.Clamp(level, 0, 1) * (_styles.Length - 1))];
}
