namespace Sightglass.Cli.Screen;

/// <summary>Ratios over time as one line of characters, the newest at the right.</summary>
internal static class HistoryLine
{
    private const string Blocks = "▁▂▃▄▅▆▇█", Ascii = "_.-=+*#@";

    /// <param name="history">0..1, oldest first; NaN is drawn as a gap.</param>
    /// <param name="width">In characters.</param>
    /// <param name="isUnicode">Whether the terminal has block characters.</param>
    internal static string Line(IReadOnlyList<double> history, int width, bool isUnicode)
    {
        var levels = isUnicode ? Blocks : Ascii;
        return string.Create(width, (history, levels), static (line, from) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                var index = from.history.Count - line.Length + i;
                var ratio = index < 0 ? double.NaN : from.history[index];
                line[i] = double.IsNaN(ratio) ? ' ' : from.levels[(int)Math.Clamp(ratio * from.levels.Length, 0, from.levels.Length - 1)];
            }
        });
    }
}
