using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The memory: what it consists of, how much was used over time, swap, promises and pressure.</summary>
internal sealed class MemoryPanel() : Panel("memory", "memory")
{
    private const int RowsAboveGraph = 4;

    internal override (int Width, int Height) Least => (36, 6);

    internal override TopicHistory? Topic(Moment moment) => moment.Topic(MachineTopics.Memory);

    /// <summary>A topic in the machine's place has these values, or is shown by another panel.</summary>
    internal override bool IsThere(Moment moment) => Topic(moment) is { } topic
        && (topic.Schema is not { } schema || schema.Find(MachineTopics.MemoryUtilization) is not null);

    internal override Style Border(Palette palette) => palette.BorderMemory;

    internal override void Draw(Area area, Moment moment, Look look)
    {
        if (Topic(moment) is not { } topic) return;
        var y = 0;
        DrawUse(area, y++, moment, look, topic);
        if (topic.Schema?.Find(MachineTopics.MemoryTotal) is not null)
        {
            DrawComposition(area, ref y, moment, look, topic);
            if (area.Height > RowsAboveGraph) DrawLimits(area, y++, moment, look, topic);
        }
        var graph = area.Part(0, y, area.Width, area.Height - y);
        TimeGraph.Draw(graph, moment, look, topic, new(MachineTopics.MemoryUtilization), 1, "1", look.Palette.Used);
    }

    private static void DrawUse(Area area, int y, Moment moment, Look look, TopicHistory topic)
    {
        var ratio = moment.Value(topic, MachineTopics.MemoryUtilization);
        var style = look.Ratio(topic.IsOld, ratio, look.Palette.Load);
        var x = area.Write(0, y, Words.Percent(ratio).PadLeft(7), style) + 2;
        if (topic.Schema?.Find(MachineTopics.MemoryTotal) is null) return; // a topic of ratios only
        var used = moment.Value(topic, MachineTopics.MemoryUsed);
        var total = moment.Value(topic, MachineTopics.MemoryTotal);
        var available = moment.Value(topic, MachineTopics.MemoryAvailable);
        Facts.Draw(area, x, y, look,
            new Fact("", $"{Words.Bytes(used)} of {Words.Bytes(total)}", look.Value(topic.IsOld, used)),
            new Fact("available", Words.Bytes(available), look.Value(topic.IsOld, available)));
    }

    /// <summary>The bar, and what its parts are. Caches overlap what is available: each is cut to what is left.</summary>
    private static void DrawComposition(Area area, ref int y, Moment moment, Look look, TopicHistory topic)
    {
        var total = moment.Value(topic, MachineTopics.MemoryTotal);
        var used = moment.Value(topic, MachineTopics.MemoryUsed);
        var free = moment.Value(topic, "system.memory.free");
        var rest = total - used - free;
        var buffers = moment.Value(topic, "system.memory.buffers");
        var cached = moment.Value(topic, "system.memory.cached");
        var palette = look.Palette;
        (string Name, double Bytes, double Drawn, Gradient Gradient)[] parts =
        [
            ("used", used, used, palette.Used),
            ("buffers", buffers, Math.Clamp(buffers, 0, Math.Max(rest, 0)), palette.Buffers),
            ("cached", cached, Math.Max(double.IsNaN(buffers) ? rest : rest - buffers, 0), palette.Cached),
            ("free", free, free, palette.Free),
        ];
        MeterSegment[] segments =
            [.. parts.Select(part => new MeterSegment(part.Drawn, topic.IsOld ? palette.Old : part.Gradient.At(1)))];
        Meter.Draw(area.Part(0, y++, area.Width, 1), segments, total, palette.Dim, look.Glyphs);
        Facts.Draw(area, 0, y++, look, [.. parts.Select((part, i) => new Fact(part.Name, Words.Bytes(part.Bytes),
            look.Value(topic.IsOld, part.Bytes), (Mark(i, look), segments[i].Style)))]);
    }

    private static void DrawLimits(Area area, int y, Moment moment, Look look, TopicHistory topic)
    {
        var pressure = moment.Value(topic, "system.memory.pressure.some.10s");
        var style = look.Ratio(topic.IsOld, pressure, look.Palette.Pressure);
        Facts.Draw(area, 0, y, look, Pair("swap", "system.memory.swap"), Pair("commit", "system.memory.commit"),
            new Fact("pressure", Units.Format(pressure, "1"), style));

        Fact Pair(string label, string field)
        {
            var used = moment.Value(topic, $"{field}.used");
            var most = moment.Value(topic, field == "system.memory.swap" ? $"{field}.total" : $"{field}.limit");
            var text = most == 0 ? "none" : double.IsNaN(most) ? Words.Bytes(used)
                : $"{Words.Bytes(used)} of {Words.Bytes(most)}";
            return new(label, text, look.Value(topic.IsOld, used));
        }
    }

    private static char Mark(int part, Look look) =>
        look.Glyphs.Segments.Length > 0 ? look.Glyphs.Segments[part % look.Glyphs.Segments.Length] : look.Glyphs.Bar;
}
