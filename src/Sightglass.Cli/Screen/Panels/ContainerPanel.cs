using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The container around the publisher: what it uses of what it may, and how often it was held back.</summary>
internal sealed class ContainerPanel() : Panel("container", "container")
{
    private const int MeterWidth = 12, LeastMeterRoom = 44;

    internal override (int Width, int Height) Least => (36, 7);

    internal override int Weight => 8;

    internal override TopicHistory? Topic(Moment moment) => moment.From is not null ? null
        : moment.Topic(MachineTopics.ContainerCpu) ?? moment.Topic(MachineTopics.ContainerMemory);

    internal override Style Border(Palette palette) => palette.BorderContainer;

    internal override void Draw(Area area, Moment moment, Look look)
    {
        var half = area.Height / 2;
        if (moment.Topic(MachineTopics.ContainerCpu) is { } cpu)
            DrawCpu(area.Part(0, 0, area.Width, area.Height - half), moment, look, cpu);
        if (moment.Topic(MachineTopics.ContainerMemory) is { } memory)
            DrawMemory(area.Part(0, area.Height - half, area.Width, half), moment, look, memory);
    }

    private static void DrawCpu(Area area, Moment moment, Look look, TopicHistory topic)
    {
        var (usage, limit) = (moment.Value(topic, "container.cpu.usage"), moment.Value(topic, "container.cpu.limit"));
        var ratio = moment.Value(topic, "container.cpu.utilization");
        var amount = Amount(Units.Format(usage, "{thread}"), limit, "{cpu}");
        List<Fact> facts = [new("cpu", amount, look.Value(topic.IsOld, usage))];
        var throttled = moment.Value(topic, "container.cpu.throttled.utilization");
        // Without a limit nothing is held back, and there is nothing to tell.
        if (!double.IsNaN(limit))
            facts.Add(new("throttled", Units.Format(throttled, "1"),
                throttled > 0 && !topic.IsOld ? look.Palette.Critical : look.Value(topic.IsOld, throttled)));
        DrawFacts(area, ratio, look.Palette.Cpu, look, topic, facts);
        var (field, unit) = double.IsNaN(limit) ? ("usage", "{cpu}") : ("utilization", "1");
        DrawGraph(area, moment, look, topic, new($"container.cpu.{field}"), unit, look.Palette.Cpu);
    }

    private static void DrawMemory(Area area, Moment moment, Look look, TopicHistory topic)
    {
        var used = moment.Value(topic, "container.memory.working_set");
        var limit = moment.Value(topic, "container.memory.limit");
        if (double.IsNaN(used)) used = moment.Value(topic, "container.memory.usage");
        List<Fact> facts = [new("memory", Amount(Words.Bytes(used), limit, "By"), look.Value(topic.IsOld, used))];
        var kills = moment.Value(topic, "container.memory.oom_kills");
        if (kills > 0) facts.Add(new("killed for want of memory", Units.Format(kills, "{cpu}"), look.Palette.Critical));
        DrawFacts(area, moment.Value(topic, "container.memory.utilization"), look.Palette.Load, look, topic, facts);
        var (field, unit) = double.IsNaN(limit) ? ("working_set", "By") : ("utilization", "1");
        DrawGraph(area, moment, look, topic, new($"container.memory.{field}"), unit, look.Palette.Used);
    }

    private static string Amount(string used, double limit, string unit) =>
        double.IsNaN(limit) ? $"{used}, no limit" : $"{used} of {Units.Format(limit, unit)}";

    private static void DrawFacts(
        Area area, double ratio, Gradient gradient, Look look, TopicHistory topic, List<Fact> facts)
    {
        var x = 0;
        if (!double.IsNaN(ratio) && area.Width >= LeastMeterRoom)
        {
            var shown = topic.IsOld ? look.Palette.Gray : gradient;
            Meter.Draw(area.Part(0, 0, MeterWidth, 1), ratio, 1, shown, look.Palette.Dim, look.Glyphs);
            x = MeterWidth + 1;
        }
        Facts.Draw(area, x, 0, look, [.. facts]);
    }

    private static void DrawGraph(
        Area area, Moment moment, Look look, TopicHistory topic, Quantity quantity, string unit, Gradient gradient)
    {
        var graph = area.Part(0, 1, area.Width, area.Height - 1);
        var top = unit == "1" ? 1 : TimeGraph.Top(TimeGraph.Values(moment, topic, quantity, graph.Width), unit);
        TimeGraph.Draw(graph, moment, look, topic, quantity, top, unit, gradient);
    }
}
