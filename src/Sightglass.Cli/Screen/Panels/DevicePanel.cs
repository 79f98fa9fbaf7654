using Sightglass.Cli.Lines;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>One of the two directions in which bytes go.</summary>
/// <param name="Label">What it is called.</param>
/// <param name="Mark">What stands for it where there is no room for a word.</param>
/// <param name="Total">The rate of all devices together.</param>
/// <param name="Count">The bytes of each device since it is there; their rate has the same name and an ending.</param>
internal sealed record Direction(string Label, Func<Glyphs, char> Mark, string Total, string Count)
{
    /// <summary>The rate of each device.</summary>
    internal string Rate { get; } = Count + ".rate";
}

/// <summary>Devices that move bytes two ways: both rates over time about a middle line, and a row per device.</summary>
/// <param name="name">What the configuration calls it.</param>
/// <param name="topic">The topic.</param>
/// <param name="names">The field with the devices' names.</param>
/// <param name="up">What is drawn above the middle.</param>
/// <param name="down">What is drawn below it.</param>
internal abstract class DevicePanel(string name, string topic, string names, Direction up, Direction down)
    : Panel(name, name)
{
    private const string RateUnit = "By/s";
    private const int RateWidth = 11, LeastGraphWidth = 6, Gap = 1, MostNameWidth = 16, LeastTotalRows = 3;

    private readonly RowScroll _scroll = new();

    internal override TopicHistory? Topic(Moment moment) => moment.From is null ? moment.Topic(topic) : null;

    private protected abstract Gradient UpGradient(Palette palette);

    private protected abstract Gradient DownGradient(Palette palette);

    /// <summary>What else is worth a place in the first row.</summary>
    private protected abstract IEnumerable<Fact> MoreFacts(Moment moment, TopicHistory topic, Look look);

    /// <summary>How busy a device is, 0..1; null where there is no such thing.</summary>
    private protected virtual string? UtilizationField => null;

    internal override bool Scroll(int rows) => _scroll.Move(rows);

    internal override void Draw(Area area, Moment moment, Look look)
    {
        if (Topic(moment) is not { } topicHistory) return;
        DrawTotals(area, moment, look, topicHistory);
        var devices = DevicesOf(moment, topicHistory);
        var rows = Math.Clamp(devices.Count, 0, Math.Max((area.Height - 1) / 2, 1));
        if (area.Height - 1 - rows < LeastTotalRows) rows = Math.Min(devices.Count, Math.Max(area.Height - 1 - 2, 0));
        var graph = area.Part(0, 1, area.Width, area.Height - 1 - rows);
        TimeGraph.DrawMirrored(graph, moment, look, topicHistory, (new(up.Total), UpGradient(look.Palette)),
            (new(down.Total), DownGradient(look.Palette)), RateUnit);
        _scroll.Fit(devices.Count, rows);
        var nameWidth = devices.Select(device => TextWidth.Columns(device.Name)).DefaultIfEmpty(0).Max();
        for (var i = 0; i < rows; i++)
            DrawDevice(area.Part(0, area.Height - rows + i, area.Width, 1), moment, look, topicHistory,
                devices[_scroll.First + i], Math.Min(nameWidth, MostNameWidth));
    }

    private void DrawTotals(Area area, Moment moment, Look look, TopicHistory topicHistory)
    {
        Fact Total(Direction direction, Gradient gradient)
        {
            var rate = moment.Value(topicHistory, direction.Total);
            var style = look.Value(topicHistory.IsOld, rate);
            return new(direction.Label, Units.Format(rate, RateUnit), style,
                (direction.Mark(look.Glyphs), gradient.At(1)));
        }

        Facts.Draw(area, 0, 0, look, [Total(up, UpGradient(look.Palette)),
            Total(down, DownGradient(look.Palette)), .. MoreFacts(moment, topicHistory, look)]);
    }

    private void DrawDevice(Area row, Moment moment, Look look, TopicHistory topicHistory,
        (int Place, string Name) device, int nameWidth)
    {
        row.Write(0, 0, TextWidth.Cut(device.Name, nameWidth, look.Glyphs), look.Palette.Dim);
        var right = row.Width;
        if (UtilizationField is { } utilization && right > nameWidth + 2 * (RateWidth + Gap) + 4)
        {
            var ratio = moment.Value(topicHistory, utilization, device.Place);
            WriteRight(Units.ShortPercent(ratio), look.Ratio(topicHistory.IsOld, ratio, look.Palette.Load), 5);
        }
        foreach (var direction in (ReadOnlySpan<Direction>)[down, up])
        {
            var rate = moment.Value(topicHistory, direction.Rate, device.Place);
            var style = rate == 0 ? look.Palette.Dim : look.Value(topicHistory.IsOld, rate);
            WriteRight(Units.Format(rate, RateUnit), style, RateWidth);
            row.Set(right--, 0, direction.Mark(look.Glyphs), look.Palette.Dim);
        }
        var graphWidth = right - nameWidth - 2 * Gap;
        if (graphWidth < LeastGraphWidth) return;
        var values = TimeGraph.Values(moment, topicHistory, new(up.Rate, device.Place), graphWidth, Fold.Most);
        var others = TimeGraph.Values(moment, topicHistory, new(down.Rate, device.Place), graphWidth, Fold.Most);
        for (var i = 0; i < values.Length; i++) values[i] += others[i];
        var gradient = topicHistory.IsOld ? look.Palette.Gray : UpGradient(look.Palette);
        var graph = row.Part(nameWidth + Gap, 0, graphWidth, 1);
        Graph.Draw(graph, values, 0, TimeGraph.Top(values, RateUnit), gradient, look.Glyphs);
        TimeGraph.DrawCursor(graph, moment, look);

        void WriteRight(string text, Style style, int width)
        {
            row.Write(right - text.Length, 0, text, style);
            right -= width + Gap;
        }
    }

    /// <summary>Those that moved anything in the window first, so that what rests is what is cut off.</summary>
    private List<(int Place, string Name)> DevicesOf(Moment moment, TopicHistory topicHistory)
    {
        if (moment.Sample(topicHistory) is not { } sample) return [];
        if (sample.Schema?.Find(names) is not { Type: FieldType.Text } field) return [];
        var startNs = moment.EndNs - (long)moment.Axis.Window.TotalNanoseconds;
        var first = topicHistory.IndexAt(startNs);
        var last = Math.Min(topicHistory.IndexAt(moment.EndNs), topicHistory.Count - 1);
        List<(int Place, string Name, bool IsIdle)> devices = [];
        for (var place = 0; place < field.Length; place++)
            if (sample[field, place].ToString() is { Length: > 0 } device)
                devices.Add((place, device, !HasMoved(up, place) && !HasMoved(down, place)));
        return [.. devices.OrderBy(device => device.IsIdle).ThenBy(device => device.Name, StringComparer.Ordinal)
            .Select(device => (device.Place, device.Name))];

        // Counters tell it without a look at every sample of the window. (Equals: NaN is what NaN was.)
        bool HasMoved(Direction direction, int place)
        {
            var count = new Quantity(direction.Count, place);
            return first < last && !count.In(topicHistory[first]).Equals(count.In(topicHistory[last]));
        }
    }
}
