using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>Graphs over the time axis, with their scale, their times and the cursor.</summary>
internal static class TimeGraph
{
    /// <summary>From so many rows on, one is given to the times.</summary>
    private const int TimesFromHeight = 7;

    private const int LeastTimesWidth = 24;

    /// <summary>A quantity's values for a graph of so many columns.</summary>
    internal static double[] Values(
        Moment moment, TopicHistory topic, Quantity quantity, int width, Fold fold = Fold.Mean)
    {
        var values = new double[Math.Max(width, 0) * Graph.ValuesPerColumn];
        if (values.Length > 0) Folding.Into(topic, quantity, fold, moment.Buckets(values.Length), values);
        return values;
    }

    /// <summary>One quantity, from 0 to a top that is labelled.</summary>
    internal static void Draw(Area area, Moment moment, Look look, TopicHistory topic, Quantity quantity, double top,
        string unit, Gradient gradient)
    {
        var graph = DrawTimes(area, moment, look);
        var values = Values(moment, topic, quantity, graph.Width);
        Graph.Draw(graph, values, 0, top, topic.IsOld ? look.Palette.Gray : gradient, look.Glyphs);
        Label(graph, 0, Units.Format(top, unit), look);
        DrawCursor(graph, moment, look);
    }

    /// <summary>Two quantities about a middle line, each with a round top of its own.</summary>
    internal static void DrawMirrored(Area area, Moment moment, Look look, TopicHistory topic,
        (Quantity Quantity, Gradient Gradient) up, (Quantity Quantity, Gradient Gradient) down, string unit)
    {
        var graph = DrawTimes(area, moment, look);
        var upper = graph.Part(0, 0, graph.Width, (graph.Height + 1) / 2);
        var lower = graph.Part(0, upper.Height, graph.Width, graph.Height - upper.Height);
        foreach (var (half, (quantity, gradient), isDown) in new[] { (upper, up, false), (lower, down, true) })
        {
            if (half.IsEmpty) continue;
            // Rates come in bursts: a mean of a minute's bucket would hide them.
            var values = Values(moment, topic, quantity, half.Width, Fold.Most);
            var top = Top(values, unit);
            Graph.Draw(half, values, 0, top, topic.IsOld ? look.Palette.Gray : gradient, look.Glyphs, isDown);
            Label(half, isDown ? half.Height - 1 : 0, Units.Format(top, unit), look);
        }
        DrawCursor(graph, moment, look);
    }

    /// <summary>The cursor's column, and nothing without a cursor.</summary>
    internal static void DrawCursor(Area graph, Moment moment, Look look)
    {
        if (moment.Axis.CursorNs is not { } cursorNs || graph.IsEmpty) return;
        var half = moment.Buckets(graph.Width * Graph.ValuesPerColumn).PlaceOf(cursorNs);
        var column = (int)(half / Graph.ValuesPerColumn);
        if (half < 0 || column >= graph.Width) return;
        var cursor = look.Palette.Cursor;
        graph.Part(column, 0, 1, graph.Height)
            .Restyle(style => style with { Background = cursor.Background, IsReversed = cursor.IsReversed });
    }

    /// <summary>A label at the left, where the graph is oldest.</summary>
    internal static void Label(Area graph, int y, string text, Look look)
    {
        if (graph.Height > 1 && graph.Width > 2 * text.Length) graph.Write(0, y, text, look.Palette.Dim);
    }

    /// <summary>Writes the times below the graph if there is room.</summary>
    /// <returns>What is left for the graph.</returns>
    internal static Area DrawTimes(Area area, Moment moment, Look look)
    {
        if (area.Height < TimesFromHeight || area.Width < LeastTimesWidth) return area;
        var row = area.Height - 1;
        var startNs = moment.EndNs - (long)moment.Axis.Window.TotalNanoseconds;
        area.Write(0, row, Time(moment, startNs), look.Palette.Dim);
        var end = moment.Axis.IsFrozen ? Time(moment, moment.EndNs) : "now";
        area.Write(area.Width - end.Length, row, end, look.Palette.Dim);
        var middle = Time(moment, startNs + (moment.EndNs - startNs) / 2);
        if (area.Width > 3 * LeastTimesWidth)
            area.Write((area.Width - middle.Length) / 2, row, middle, look.Palette.Dim);
        return area.Part(0, 0, area.Width, row);
    }

    internal static double Top(ReadOnlySpan<double> values, string unit)
    {
        var most = 0.0;
        foreach (var value in values)
            if (value > most) most = value;
        return Units.RoundUp(most, unit);
    }

    /// <summary>While time goes on, how long ago; else the time of day.</summary>
    private static string Time(Moment moment, long ns)
    {
        if (moment.Axis.IsFrozen)
            return moment.TimeOf(ns).UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
        return $"-{Durations.Format(TimeSpan.FromSeconds(Math.Round((moment.EndNs - ns) / 1e9)))}";
    }
}
