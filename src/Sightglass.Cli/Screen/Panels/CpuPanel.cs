using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The processors: how busy they were, in one or by mode, and each of them; load, pressure, frequency.</summary>
internal sealed class CpuPanel() : Panel("cpu", "cpu")
{
    private const int MeterWidth = 20, LeastGraphWidth = 24, GridGap = 2, LeastMeterRoom = 60;

    /// <summary>In the order of a stack; waiting for I/O is idle time and comes last.</summary>
    private static readonly (string Mode, string Field)[] _modes =
        [.. new[] { "user", "system", "nice", "irq", "softirq", "steal", "iowait" }
            .Select(mode => (mode, $"{MachineTopics.CpuUtilization}.{mode}"))];

    private static readonly string[] _loadWindows = ["1m", "5m", "15m"];

    private bool _isStacked;

    internal override (int Width, int Height) Least => (40, 7);

    internal override int Weight => 14;

    internal override bool IsWide => true;

    internal override IReadOnlyList<KeyHelp> Keys => [new("m", _isStacked ? "total" : "modes")];

    internal override TopicHistory? Topic(Moment moment) => moment.Topic(MachineTopics.Cpu);

    /// <summary>A topic in the machine's place has these values, or is shown by another panel.</summary>
    internal override bool IsThere(Moment moment) => Topic(moment) is { } topic
        && (topic.Schema is not { } schema || schema.Find(MachineTopics.CpuUtilization) is not null);

    internal override Style Border(Palette palette) => palette.BorderCpu;

    internal override bool Press(char letter)
    {
        if (letter != 'm') return false;
        _isStacked = !_isStacked;
        return true;
    }

    internal override void Draw(Area area, Moment moment, Look look)
    {
        if (Topic(moment) is not { } topic) return;
        DrawTotal(area.Part(0, 0, area.Width, 1), moment, look, topic);
        DrawFacts(area.Part(0, 1, area.Width, 1), moment, look, topic);
        var body = area.Part(0, 2, area.Width, area.Height - 2);
        var mostWidth = Math.Max(body.Width - LeastGraphWidth - GridGap, body.Width / 2);
        var grid = new ProcessorGrid(moment, topic, mostWidth, body.Height);
        var graphWidth = grid.Count == 0 ? body.Width : body.Width - grid.Width - GridGap;
        DrawGraph(body.Part(0, 0, graphWidth, body.Height), moment, look, topic);
        grid.Draw(body.Part(body.Width - grid.Width, 0, grid.Width, body.Height), moment, look);
    }

    private static void DrawTotal(Area row, Moment moment, Look look, TopicHistory topic)
    {
        var total = moment.Value(topic, MachineTopics.CpuUtilization);
        var x = 0;
        if (row.Width >= LeastMeterRoom)
        {
            var gradient = topic.IsOld ? look.Palette.Gray : look.Palette.Cpu;
            Meter.Draw(row.Part(0, 0, MeterWidth, 1), total, 1, gradient, look.Palette.Dim, look.Glyphs);
            x = MeterWidth + 1;
        }
        x += row.Write(x, 0, Words.Percent(total).PadLeft(7), look.Ratio(topic.IsOld, total, look.Palette.Cpu)) + 3;
        List<Fact> modes = [];
        for (var i = 0; i < _modes.Length; i++)
            if (topic.Schema?.Find(_modes[i].Field) is not null)
            {
                var share = moment.Value(topic, _modes[i].Field);
                var style = look.Value(topic.IsOld, share);
                modes.Add(new(_modes[i].Mode, Units.ShortPercent(share), style, Mark(i, look)));
            }
        Facts.Draw(row, x, 0, look, [.. modes]);
    }

    private static void DrawFacts(Area row, Moment moment, Look look, TopicHistory topic)
    {
        List<Fact> facts = [];
        if (topic.Schema?.Find("system.cpu.load.1m") is not null)
        {
            var loads = _loadWindows.Select(window => moment.Value(topic, $"system.cpu.load.{window}")).ToArray();
            var text = string.Join(' ', loads.Select(load => Units.Format(load, "{thread}")));
            facts.Add(new("load", text, look.Value(topic.IsOld, loads[0])));
        }
        if (moment.Topic(MachineTopics.Frequency) is { } frequency
            && frequency.Schema?.Find("system.cpu.frequency.mean") is not null)
        {
            var mean = moment.Value(frequency, "system.cpu.frequency.mean");
            facts.Add(new("clock", Units.Format(mean, "Hz"), look.Value(frequency.IsOld, mean)));
        }
        if (topic.Schema?.Find("system.cpu.pressure.some.10s") is not null)
        {
            var pressure = moment.Value(topic, "system.cpu.pressure.some.10s");
            var style = look.Ratio(topic.IsOld, pressure, look.Palette.Pressure);
            facts.Add(new("pressure", Units.Format(pressure, "1"), style));
        }
        if (topic.Schema?.Find(MachineTopics.CpuLogicalCount) is not null)
        {
            var count = moment.Value(topic, MachineTopics.CpuLogicalCount);
            facts.Add(new("processors", Units.Format(count, "{cpu}"), look.Value(topic.IsOld, count)));
        }
        Facts.Draw(row, 0, 0, look, [.. facts]);
    }

    private void DrawGraph(Area area, Moment moment, Look look, TopicHistory topic)
    {
        if (!_isStacked || topic.Schema?.Find(_modes[0].Field) is null)
        {
            TimeGraph.Draw(area, moment, look, topic, new(MachineTopics.CpuUtilization), 1, "1", look.Palette.Cpu);
            return;
        }
        var graph = TimeGraph.DrawTimes(area, moment, look);
        var layers = _modes.Select((mode, i) => new GraphLayer(
            TimeGraph.Values(moment, topic, new(mode.Field), graph.Width),
            topic.IsOld ? look.Palette.Old : Mark(i, look).Style)).ToArray();
        StackedGraph.Draw(graph, layers, 1, look.Glyphs);
        TimeGraph.Label(graph, 0, Units.Format(1, "1"), look);
        TimeGraph.DrawCursor(graph, moment, look);
    }

    /// <summary>How a mode's layer is told from the others, in the graph and beside its name.</summary>
    private static (char Glyph, Style Style) Mark(int mode, Look look)
    {
        var series = look.Palette.Series;
        var segments = look.Glyphs.Segments;
        return (segments.Length > 0 ? segments[mode % segments.Length] : look.Glyphs.Bar, series[mode % series.Count]);
    }
}
