using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>All keys, above everything else.</summary>
internal static class HelpOverlay
{
    private const int KeysWidth = 12, Margin = 2;

    internal static void Draw(Area whole, Look look)
    {
        var lines = KeyMap.Help;
        var doesWidth = lines.Max(line => line.Does.Length);
        var width = Math.Min(KeysWidth + doesWidth + 2 * Margin + Panel.FrameSize, whole.Width);
        var height = Math.Min(lines.Count + 2 + Panel.FrameSize, whole.Height);
        var area = whole.Part((whole.Width - width) / 2, (whole.Height - height) / 2, width, height);
        area.Fill(' ');
        var inside = PanelFrame.DrawBox(area, "keys", look.Palette.BorderFocused, look);
        for (var i = 0; i < lines.Count; i++)
        {
            inside.Write(Margin, i, look.Symbols(lines[i].Keys), look.Palette.Hotkey);
            var left = Margin + KeysWidth;
            inside.Write(left, i, TextWidth.Cut(lines[i].Does, inside.Width - left, look.Glyphs));
        }
        inside.Write(Margin, inside.Height - 1, "any key closes this", look.Palette.Dim);
    }
}
