using Sightglass.Cli.Lines;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>
/// Any topic, from its schema alone: gauges as graphs, counters as the rates at which they grow, arrays as rows, text
/// as text.
/// </summary>
internal sealed class TopicPanel(string topic) : Panel(NameOf(topic), topic)
{
    private const string Prefix = "topic:";
    private const int Gap = 2, MostLabelWidth = 28, MostValueWidth = 16, LeastGraphWidth = 6;

    /// <summary>Arrays may have a million elements; nobody scrolls through so many.</summary>
    private const int MostRows = 2000;

    private readonly RowScroll _scroll = new();
    private Schema? _schema;
    private List<(Field Field, int Element, string Label)> _rows = [];

    /// <summary>What the configuration calls it; not the topic's own name, which could be another panel's.</summary>
    internal static string NameOf(string topic) => Prefix + topic;

    internal override TopicHistory? Topic(Moment moment) => moment.Chronicle.Find(Title);

    internal override Style Border(Palette palette) => palette.BorderOther;

    internal override bool Scroll(int rows) => _scroll.Move(rows);

    internal override void Draw(Area area, Moment moment, Look look)
    {
        if (Topic(moment) is not { Schema: { } schema } topic) return;
        if (!ReferenceEquals(schema, _schema)) (_schema, _rows) = (schema, [.. Rows(schema).Take(MostRows)]);
        var rows = _rows;
        _scroll.Fit(rows.Count, area.Height);
        var longest = rows.Max(row => TextWidth.Columns(row.Label));
        var labelWidth = Math.Min(longest, Math.Min(MostLabelWidth, area.Width / 2));
        for (var y = 0; y < area.Height && _scroll.First + y < rows.Count; y++)
        {
            var (field, element, label) = rows[_scroll.First + y];
            var row = area.Part(0, y, area.Width, 1);
            row.Write(0, 0, TextWidth.Cut(label, labelWidth, look.Glyphs), look.Palette.Dim);
            var left = labelWidth + Gap;
            DrawValue(row.Part(left, 0, row.Width - left, 1), moment, look, topic, field, element);
        }
    }

    private static void DrawValue(Area area, Moment moment, Look look, TopicHistory topic, Field field, int element)
    {
        if (field.Type == FieldType.Text)
        {
            var text = moment.Sample(topic) is { } sample
                && sample.Schema!.Find(field.Name) is { Type: FieldType.Text } there
                && element < Math.Max(there.Length, 1) ? sample[there, element].ToString() : "n/a";
            area.Write(0, 0, TextWidth.Cut(text, area.Width, look.Glyphs), look.Value(topic.IsOld));
            return;
        }
        var isRate = field.Kind == FieldKind.Counter;
        var unit = isRate ? Units.OfRate(field.Unit) : field.Unit;
        var value = isRate ? moment.Rate(topic, field.Name, element) : moment.Value(topic, field.Name, element);
        var valueText = look.Symbols(Units.Format(value, unit));
        area.Write(Math.Max(MostValueWidth - valueText.Length, 0), 0, valueText, look.Value(topic.IsOld, value));
        var graph = area.Part(MostValueWidth + Gap, 0, area.Width - MostValueWidth - Gap, 1);
        if (graph.Width < LeastGraphWidth) return;
        var values = TimeGraph.Values(moment, topic, new(field.Name, element, isRate), graph.Width);
        var (least, most) = Range(values, unit);
        Graph.Draw(graph, values, least, most, topic.IsOld ? look.Palette.Gray : look.Palette.Neutral, look.Glyphs);
        TimeGraph.DrawCursor(graph, moment, look);
    }

    /// <summary>Ratios have the whole as their top; other values a round number above them, and below.</summary>
    private static (double Least, double Most) Range(double[] values, string unit)
    {
        var least = 0.0;
        foreach (var value in values)
            if (value < least) least = value;
        var most = TimeGraph.Top(values, unit);
        return (least < 0 ? -Units.RoundUp(-least, unit) : 0, unit == "1" && most <= 1 ? 1 : most);
    }

    /// <summary>A row per value; the topic's name in front of a field's says nothing new here.</summary>
    private IEnumerable<(Field Field, int Element, string Label)> Rows(Schema schema)
    {
        var prefix = Title[(Title.IndexOf(':', StringComparison.Ordinal) + 1)..] + ".";
        foreach (var field in schema.Fields)
        {
            var isOwn = field.Name.StartsWith(prefix, StringComparison.Ordinal);
            var label = isOwn ? field.Name[prefix.Length..] : field.Name;
            for (var i = 0; i < Math.Max(field.Length, 1); i++)
                yield return (field, i, field.IsArray ? $"{label}[{i}]" : label);
        }
    }
}
