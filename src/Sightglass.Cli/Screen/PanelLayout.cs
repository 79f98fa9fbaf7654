using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>Where a panel is drawn.</summary>
internal readonly record struct Placement(Panel Panel, int X, int Y, int Width, int Height)
{
    internal bool Contains(int x, int y) => x >= X && x < X + Width && y >= Y && y < Y + Height;
}

/// <summary>
/// Panels in their order, in rows: as many beside each other as their widths allow, and the rows as high as they weigh.
/// </summary>
internal static class PanelLayout
{
    /// <summary>More than this beside each other is restless, however wide the terminal is.</summary>
    private const int MostColumns = 3;

    /// <summary>From this width on, a third panel has room to say something.</summary>
    private const int ThreeColumnsWidth = 144;

    /// <summary>The panels that fit, left out in favour of those before them in the order.</summary>
    internal static List<Panel> Fitting(IEnumerable<Panel> panels, int width, int height)
    {
        List<Panel> fitting = [];
        foreach (var panel in panels)
        {
            fitting.Add(panel);
            var (least, leastHeight) = Need(fitting, width);
            if (least > width || leastHeight > height) fitting.Remove(panel);
        }
        return fitting;
    }

    /// <summary>The least size for these panels in a terminal of this width.</summary>
    internal static (int Width, int Height) Need(IReadOnlyList<Panel> panels, int width)
    {
        var rows = Rows(panels, width);
        return (panels.Select(panel => panel.Least.Width).DefaultIfEmpty(0).Max(), rows.Sum(LeastHeight));
    }

    internal static List<Placement> Arrange(IReadOnlyList<Panel> panels, int width, int height)
    {
        List<Placement> placed = [];
        var rows = Rows(panels, width);
        var (spare, weight) = (height - rows.Sum(LeastHeight), rows.Sum(Weight));
        var y = 0;
        foreach (var row in rows)
        {
            // What is rounded off goes to the rows below, so that all is used.
            var extra = weight == 0 ? 0 : (int)Math.Round((double)spare * Weight(row) / weight);
            (spare, weight) = (spare - extra, weight - Weight(row));
            var rowHeight = LeastHeight(row) + extra;
            for (var i = 0; i < row.Count; i++)
            {
                var (left, right) = (width * i / row.Count, width * (i + 1) / row.Count);
                placed.Add(new(row[i], left, y, right - left, rowHeight));
            }
            y += rowHeight;
        }
        return placed;
    }

    private static List<List<Panel>> Rows(IReadOnlyList<Panel> panels, int width)
    {
        var most = width >= ThreeColumnsWidth ? MostColumns : 2;
        List<List<Panel>> rows = [];
        foreach (var panel in panels)
        {
            var last = rows.Count > 0 ? rows[^1] : null;
            var hasRoom = last is not null && last.Count < most && !panel.IsWide && !last[0].IsWide
                && last.Append(panel).Max(one => one.Least.Width) * (last.Count + 1) <= width;
            if (hasRoom) last!.Add(panel);
            else rows.Add([panel]);
        }
        return rows;
    }

    private static int LeastHeight(List<Panel> row) => row.Max(panel => panel.Least.Height);

    private static int Weight(List<Panel> row) => row.Max(panel => panel.Weight);
}
