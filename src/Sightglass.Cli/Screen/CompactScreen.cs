using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;

namespace Sightglass.Cli.Screen;

/// <summary>Bars instead of panels, for a corner of the screen; and all in one line, for less than that.</summary>
internal static class CompactScreen
{
    private const int LabelWidth = 7, NumberWidth = 9, LeastGraphRows = 2;

    /// <summary>A line of the compact screen.</summary>
    private readonly record struct Bar(
        string Label, double Ratio, string Number, Gradient Gradient, TopicHistory? Topic);

    internal static void Draw(Area area, Moment moment, Look look, Surroundings surroundings)
    {
        TitleBar.Draw(area.Part(0, 0, area.Width, 1), moment, look, surroundings, isLong: true);
        Footer.Draw(area.Part(0, area.Height - 1, area.Width, 1), [], moment, look, surroundings);
        var y = 1;
        foreach (var bar in Bars(moment, look))
        {
            if (y >= area.Height - 1) return;
            var isOld = bar.Topic?.IsOld ?? true;
            area.Write(1, y, bar.Label, look.Palette.Title);
            var meter = area.Part(LabelWidth + 1, y, area.Width - LabelWidth - NumberWidth - 3, 1);
            Meter.Draw(meter, bar.Ratio, 1, isOld ? look.Palette.Gray : bar.Gradient, look.Palette.Dim, look.Glyphs);
            area.Write(area.Width - 1 - bar.Number.Length, y, bar.Number, look.Ratio(isOld, bar.Ratio, bar.Gradient));
            y++;
        }
        foreach (var line in Lines(moment))
            if (y < area.Height - 1)
                area.Write(1, y++, TextWidth.Cut(line, area.Width - 2, look.Glyphs), look.Palette.Text);
        if (moment.Topic(MachineTopics.Cpu) is not { } cpu || area.Height - 1 - y < LeastGraphRows) return;
        var graph = area.Part(1, y, area.Width - 2, area.Height - 1 - y);
        TimeGraph.Draw(graph, moment, look, cpu, new(MachineTopics.CpuUtilization), 1, "1", look.Palette.Cpu);
    }

    internal static void DrawLine(Area area, Moment moment, Look look)
    {
        var x = 0;
        foreach (var bar in Bars(moment, look))
        {
            x += area.Write(x, 0, bar.Label, look.Palette.Dim) + 1;
            x += area.Write(x, 0, bar.Number, look.Ratio(bar.Topic?.IsOld ?? true, bar.Ratio, bar.Gradient)) + 2;
        }
        var trouble = PanelFrame.Trouble(moment.Topic(MachineTopics.Cpu), moment, look);
        if (trouble.Text.Length == 0) trouble = (string.Join("  ", Lines(moment)), look.Palette.Text);
        area.Write(area.Height > 1 ? 0 : x, area.Height > 1 ? 1 : 0, trouble.Text, trouble.Style);
    }

    private static IEnumerable<Bar> Bars(Moment moment, Look look)
    {
        var (cpu, memory) = (moment.Topic(MachineTopics.Cpu), moment.Topic(MachineTopics.Memory));
        yield return Of("cpu", moment.Value(cpu, MachineTopics.CpuUtilization), look.Palette.Cpu, cpu);
        yield return Of("memory", moment.Value(memory, MachineTopics.MemoryUtilization), look.Palette.Load, memory);
        var swap = moment.Value(memory, "system.memory.swap.used") / moment.Value(memory, "system.memory.swap.total");
        if (!double.IsNaN(swap)) yield return Of("swap", swap, look.Palette.Swap, memory);
    }

    private static Bar Of(string label, double ratio, Gradient gradient, TopicHistory? topic) =>
        new(label, ratio, Words.Percent(ratio), gradient, topic);

    private static IEnumerable<string> Lines(Moment moment)
    {
        if (moment.Topic(MachineTopics.Disk) is { } disk)
            yield return $"disk  read {Rate(disk, "system.disk.io.read.rate")}"
                + $"  write {Rate(disk, "system.disk.io.write.rate")}";
        if (moment.Topic(MachineTopics.Network) is { } network)
            yield return $"net  in {Rate(network, "system.network.io.receive.rate")}"
                + $"  out {Rate(network, "system.network.io.transmit.rate")}";

        string Rate(TopicHistory topic, string field) => Units.Format(moment.Value(topic, field), "By/s");
    }
}
