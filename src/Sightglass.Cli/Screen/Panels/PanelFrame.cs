using Sightglass.Cli.Lines;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The border around a panel: its number and title, and at the right what is wrong with its topic.</summary>
internal static class PanelFrame
{
    private const int CornerWidth = 2;

    /// <returns>What is inside.</returns>
    internal static Area Draw(Area area, Panel panel, char? number, bool isSelected, Moment moment, Look look)
    {
        var (glyphs, palette) = (look.Glyphs, look.Palette);
        var border = isSelected ? palette.BorderFocused : panel.Border(palette);
        var x = CornerWidth;
        DrawLines(area, border, glyphs);
        x += area.Write(x, 0, glyphs.TeeLeft.ToString(), border);
        if (number is { } digit) x += area.Write(x, 0, glyphs.Numbers[digit - '0'].ToString(), palette.Hotkey);
        x += area.Write(x, 0, TextWidth.Cut(panel.Title, area.Width - x - CornerWidth, glyphs), palette.Title);
        x += area.Write(x, 0, glyphs.TeeRight.ToString(), border);

        var (trouble, style) = Trouble(panel.Topic(moment), moment, look);
        trouble = TextWidth.Cut(trouble, area.Width - x - 2 * CornerWidth, glyphs);
        if (trouble.Length > 0)
        {
            var left = area.Width - CornerWidth - 2 - TextWidth.Columns(trouble);
            area.Write(left, 0, glyphs.TeeLeft.ToString(), border);
            area.Write(left + 1, 0, trouble, style);
            area.Write(area.Width - CornerWidth - 1, 0, glyphs.TeeRight.ToString(), border);
        }
        return area.Part(1, 1, area.Width - Panel.FrameSize, area.Height - Panel.FrameSize);
    }

    /// <summary>A frame with a title, of no panel.</summary>
    internal static Area DrawBox(Area area, string title, Style border, Look look)
    {
        DrawLines(area, border, look.Glyphs);
        area.Write(CornerWidth, 0, $"{look.Glyphs.TeeLeft}{title}{look.Glyphs.TeeRight}", border);
        return area.Part(1, 1, area.Width - Panel.FrameSize, area.Height - Panel.FrameSize);
    }

    /// <summary>What people must know about the values' source; nothing while it lives.</summary>
    internal static (string Text, Style Style) Trouble(TopicHistory? topic, Moment moment, Look look)
    {
        if (topic is null) return ("", default);
        if (topic.Latest is null && !topic.IsOld) return ("waiting for the first sample", look.Palette.Dim);
        var ago = Ago(topic, moment);
        var publisher = topic.Publisher is { } p ? $"{p.Program} {p.Pid}" : "its publisher";
        return topic.State switch
        {
            TopicState.Live => ("", default),
            TopicState.Paused => ($"{look.Glyphs.Paused} paused for {ago}, {publisher} is alive", look.Palette.Careful),
            TopicState.Silent => ($"silent for {ago}, {publisher} is alive", look.Palette.Careful),
            TopicState.Stopped => ($"publisher stopped {ago} ago, waiting", look.Palette.Careful),
            _ => ($"{look.Glyphs.Dead} publisher died {ago} ago, waiting", look.Palette.Dead),
        };
    }

    /// <summary>Whole seconds: a number that races draws the eye, and would need a picture each tenth.</summary>
    internal static string Ago(TopicHistory topic, Moment moment)
    {
        const int LongSeconds = 120;
        var sinceNs = topic.State is TopicState.Stopped or TopicState.Died ? topic.StateSinceNs : null;
        var ageNs = moment.NowNs - (sinceNs ?? topic.Latest?.MonotonicNs ?? moment.NowNs);
        var age = TimeSpan.FromMicroseconds(Math.Max(ageNs, 0) / 1000);
        return age.TotalSeconds < LongSeconds ? $"{(int)age.TotalSeconds} s" : Words.Age(age);
    }

    private static void DrawLines(Area area, Style style, Glyphs glyphs)
    {
        var (right, bottom) = (area.Width - 1, area.Height - 1);
        area.Part(1, 0, right - 1, 1).Fill(glyphs.Horizontal, style);
        area.Part(1, bottom, right - 1, 1).Fill(glyphs.Horizontal, style);
        area.Part(0, 1, 1, bottom - 1).Fill(glyphs.Vertical, style);
        area.Part(right, 1, 1, bottom - 1).Fill(glyphs.Vertical, style);
        area.Set(0, 0, glyphs.TopLeft, style);
        area.Set(right, 0, glyphs.TopRight, style);
        area.Set(0, bottom, glyphs.BottomLeft, style);
        area.Set(right, bottom, glyphs.BottomRight, style);
    }
}
