using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen;
using Spectre.Console;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Views made of real samples, drawn into text.</summary>
internal static class Drawing
{
    private const int HistoryCount = 60;

    // Minutes: the age that is drawn is the same however long a test takes.
    private static readonly TimeSpan _age = TimeSpan.FromMinutes(5);

    /// <summary>A view of so many processors, from idle to busy; one of none has got no samples yet.</summary>
    internal static MachineView View(int processors, TopicState state)
    {
        var view = new MachineView();
        foreach (var topic in (TopicView[])[view.Cpu, view.Memory])
        {
            topic.State = state;
            topic.Publisher = new(4711, "sightglass", default, default);
            topic.Interval = TimeSpan.FromSeconds(1);
        }
        if (processors == 0) return view;
        var schema = CpuTopic.SchemaOf(processors);
        OwnTopics.Publish(schema, HistoryCount, publisher =>
        {
            for (var i = 0; i < HistoryCount; i++) CommitCpu(publisher, i, processors);
        }).ForEach(view.Cpu.Add);
        OwnTopics.Publish(MemoryTopic.SchemaOf(), HistoryCount, publisher =>
        {
            for (var i = 0; i < HistoryCount; i++) CommitMemory(publisher);
        }).ForEach(view.Memory.Add);
        return view;
    }

    /// <summary>The lines without spaces at their ends; the machine is called "machine".</summary>
    internal static string[] Draw(MachineView view, int width, int height, bool isUnicode, DateTimeOffset now)
    {
        var text = Draw(view, width, height, isUnicode, now, ColorSystemSupport.NoColors, AnsiSupport.No);
        var lines = text.TrimEnd('\n').Split('\n').Select(l => l.TrimEnd()).ToArray();
        if (lines[0].StartsWith("sightglass", StringComparison.Ordinal)) lines[0] = "sightglass  (machine and time)";
        return lines;
    }

    internal static string DrawInColor(MachineView view, int width, int height, DateTimeOffset now) =>
        Draw(view, width, height, true, now, ColorSystemSupport.EightBit, AnsiSupport.Yes);

    private static string Draw(MachineView view, int width, int height, bool isUnicode, DateTimeOffset now,
        ColorSystemSupport colors, AnsiSupport ansi)
    {
        var writer = new StringWriter();
        var console = AnsiConsole.Create(new()
        {
            Ansi = ansi,
            ColorSystem = colors,
            Out = new AnsiConsoleOutput(writer),
        });
        console.Profile.Width = width;
        console.Profile.Height = height;
        console.Profile.Capabilities.Unicode = isUnicode;
        console.Write(new PlainScreen(isUnicode).Draw(view, width, height, now));
        return writer.ToString().ReplaceLineEndings("\n");
    }

    private static void CommitCpu(Publisher publisher, int index, int processors)
    {
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema[MachineTopics.CpuUtilization])[0] = index / (double)HistoryCount;
        var each = draft.Float64s(publisher.Schema[MachineTopics.CpuLogicalUtilization]);
        for (var i = 0; i < processors; i++) each[i] = processors == 1 ? 0.5 : i / (processors - 1.0);
        draft.Float64s(publisher.Schema[MachineTopics.CpuLogicalCount])[0] = processors;
        var flags = index == HistoryCount / 2 ? SampleFlags.Discontinuity : SampleFlags.None;
        draft.Commit(TopicClock.MonotonicNs - (long)_age.TotalNanoseconds, TopicClock.UtcNs, flags);
    }

    private static void CommitMemory(Publisher publisher)
    {
        const double GiB = 1 << 30;
        using var draft = publisher.Begin();
        draft.Float64s(publisher.Schema[MachineTopics.MemoryTotal])[0] = 16 * GiB;
        draft.Float64s(publisher.Schema[MachineTopics.MemoryAvailable])[0] = 12.5 * GiB;
        draft.Float64s(publisher.Schema[MachineTopics.MemoryUsed])[0] = 3.5 * GiB;
        draft.Float64s(publisher.Schema[MachineTopics.MemoryUtilization])[0] = 3.5 / 16;
        draft.Commit(TopicClock.MonotonicNs - (long)_age.TotalNanoseconds, TopicClock.UtcNs);
    }
}
