using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>What stands in the place of panels that have no room.</summary>
internal static class TooSmall
{
    internal static void Draw(Area area, int width, int height, int needWidth, int needHeight, Look look)
    {
        var y = Math.Max(area.Height / 2 - 2, 0);
        WriteCentered(area, y++, "The terminal is too small for these panels", look.Palette.Title);
        WriteSize(area, y++, "now", width, height, width < needWidth, height < needHeight, look);
        WriteSize(area, y++, "needed", needWidth, needHeight, false, false, look);
        WriteCentered(area, y + 1, "number keys hide panels, r shows those that fit", look.Palette.Dim);
    }

    /// <param name="area">Where panels would be.</param>
    /// <param name="isHidden">Whether there are panels, and all are hidden.</param>
    /// <param name="look">What to draw with.</param>
    internal static void DrawNothing(Area area, bool isHidden, Look look) => WriteCentered(area, area.Height / 2,
        isHidden ? "all panels are hidden; number keys show them" : "no topics yet, waiting for a publisher",
        look.Palette.Dim);

    private static void WriteSize(
        Area area, int y, string label, int width, int height, bool isNarrow, bool isLow, Look look)
    {
        var text = $"{label}: width {width}  height {height}";
        var x = Math.Max((area.Width - text.Length) / 2, 0);
        x += area.Write(x, y, $"{label}: width ");
        x += area.Write(x, y, $"{width}", isNarrow ? look.Palette.Critical : look.Palette.Good);
        x += area.Write(x, y, "  height ");
        area.Write(x, y, $"{height}", isLow ? look.Palette.Critical : look.Palette.Good);
    }

    private static void WriteCentered(Area area, int y, string text, Style style) =>
        area.Write(Math.Max((area.Width - TextWidth.Columns(text)) / 2, 0), y, text, style);
}
