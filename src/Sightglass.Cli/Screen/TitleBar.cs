using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>The first row: whose machine, when, how much time the graphs show, and whether it goes on.</summary>
internal static class TitleBar
{
    private const string Program = "sightglass";

    /// <param name="row">Where.</param>
    /// <param name="moment">What is shown.</param>
    /// <param name="look">What to draw with.</param>
    /// <param name="surroundings">The host.</param>
    /// <param name="isLong">Whether troubles are told at length, since no panel does.</param>
    internal static void Draw(Area row, Moment moment, Look look, Surroundings surroundings, bool isLong)
    {
        var (palette, glyphs) = (look.Palette, look.Glyphs);
        var (state, style) = State(moment, look, isLong);
        var window = $"{Durations.Format(moment.Axis.Window)} window";
        var right = row.Width - TextWidth.Columns(state) - 1;
        row.Write(right, 0, state, style);
        var left = row.Write(0, 0, $" {Program}", palette.Title) + 2;
        var host = TextWidth.Cut(surroundings.Host, Math.Max(right - left - 2, 0), glyphs);
        left += row.Write(left, 0, host, palette.Text) + 2;
        var time = moment.TimeOf(moment.NowNs).UtcDateTime
            .ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (left + time.Length + 2 <= right) left += row.Write(left, 0, time, palette.Dim) + 2;
        if (left + window.Length + 2 <= right) row.Write(right - window.Length - 2, 0, window, palette.Dim);
    }

    private static (string Text, Style Style) State(Moment moment, Look look, bool isLong)
    {
        var (axis, glyphs, palette) = (moment.Axis, look.Glyphs, look.Palette);
        if (axis.CursorNs is { } cursorNs)
        {
            var back = TimeSpan.FromMicroseconds(Math.Max(moment.NowNs - cursorNs, 0) / 1000);
            return ($"{glyphs.Paused} at {Clock(moment, cursorNs)}, {Words.Age(back)} ago", palette.Careful);
        }
        if (axis.IsFrozen) return ($"{glyphs.Paused} frozen at {Clock(moment, moment.EndNs)}", palette.Careful);
        if (moment.Topic(MachineTopics.Cpu) is not { } topic) return ("no publisher, waiting", palette.Careful);
        var trouble = PanelFrame.Trouble(topic, moment, look);
        if (trouble.Text.Length > 0) return isLong ? trouble : (Words.State(topic.State), trouble.Style);
        return ($"{glyphs.Live} every {Durations.Format(topic.Interval)}", palette.Good);
    }

    private static string Clock(Moment moment, long ns) =>
        moment.TimeOf(ns).UtcDateTime.ToString("HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
