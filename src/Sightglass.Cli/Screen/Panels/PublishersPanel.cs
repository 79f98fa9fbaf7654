using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>Who publishes: each process with what it costs, if it says so, and its topics; who else looks.</summary>
internal sealed class PublishersPanel() : Panel("publishers", "publishers")
{
    private const int StateWidth = 8, IntervalWidth = 8, AgeWidth = 8;

    private readonly RowScroll _scroll = new();

    /// <summary>A line of the panel: a publisher, or one of its topics.</summary>
    private readonly record struct Row(PublisherInfo? Publisher, TopicHistory? Topic);

    internal override (int Width, int Height) Least => (40, 5);

    internal override int Weight => 7;

    internal override bool IsThere(Moment moment) => moment.Chronicle.Topics.Count > 0;

    /// <summary>It has no single one: each has its state in its row.</summary>
    internal override TopicHistory? Topic(Moment moment) => null;

    internal override Style Border(Palette palette) => palette.BorderOther;

    internal override bool Scroll(int rows) => _scroll.Move(rows);

    internal override void Draw(Area area, Moment moment, Look look)
    {
        var rows = RowsOf(moment);
        var height = Math.Max(area.Height - 1, 1);
        _scroll.Fit(rows.Count, height);
        for (var y = 0; y < height && _scroll.First + y < rows.Count; y++)
        {
            var row = area.Part(0, y, area.Width, 1);
            if (rows[_scroll.First + y].Topic is { } topic) DrawTopic(row, topic, moment, look);
            else DrawPublisher(row, rows[_scroll.First + y].Publisher!, moment, look);
        }
        area.Write(0, area.Height - 1, TextWidth.Cut(moment.Viewers, area.Width, look.Glyphs), look.Palette.Dim);
    }

    private static List<Row> RowsOf(Moment moment)
    {
        List<Row> rows = [];
        foreach (var group in moment.Chronicle.Topics.GroupBy(topic => topic.Publisher?.Pid ?? 0))
        {
            if (group.First().Publisher is { } publisher) rows.Add(new(publisher, null));
            rows.AddRange(group.Select(topic => new Row(null, topic)));
        }
        return rows;
    }

    private static void DrawPublisher(Area row, PublisherInfo publisher, Moment moment, Look look)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{publisher.Program} {publisher.Pid}");
        List<Fact> facts = [new("", name, look.Palette.Title)];
        var own = moment.Chronicle.Find(MachineTopics.Publisher);
        if (own?.Publisher?.Pid == publisher.Pid)
        {
            var cpu = moment.Value(own, "sightglass.publisher.cpu.usage");
            var memory = moment.Value(own, "sightglass.publisher.memory.usage");
            facts.Add(new("cpu", Units.Format(cpu, "1"), look.Value(own.IsOld, cpu)));
            facts.Add(new("memory", Words.Bytes(memory), look.Value(own.IsOld, memory)));
        }
        Facts.Draw(row, 0, 0, look, [.. facts]);
    }

    private static void DrawTopic(Area row, TopicHistory topic, Moment moment, Look look)
    {
        var (mark, style) = topic.State switch
        {
            TopicState.Live => (look.Glyphs.Live, look.Palette.Good),
            TopicState.Paused => (look.Glyphs.Paused, look.Palette.Careful),
            TopicState.Silent => (look.Glyphs.Live, look.Palette.Careful),
            _ => (look.Glyphs.Dead, look.Palette.Dead),
        };
        row.Set(1, 0, mark, style);
        var right = row.Width;
        Write(topic.Latest is null ? "n/a" : PanelFrame.Ago(topic, moment), look.Palette.Dim, AgeWidth);
        var interval = topic.Interval == default ? "" : Durations.Format(topic.Interval);
        Write(interval, look.Value(topic.IsOld), IntervalWidth);
        Write(Words.State(topic.State), style, StateWidth);
        row.Write(3, 0, TextWidth.Cut(topic.Name, right - 4, look.Glyphs), look.Value(topic.IsOld));

        void Write(string text, Style textStyle, int width)
        {
            row.Write(right - text.Length, 0, text, textStyle);
            right -= width;
        }
    }
}
