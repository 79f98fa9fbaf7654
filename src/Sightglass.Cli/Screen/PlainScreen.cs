using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Sightglass.Cli.Screen;

/// <summary>Draws a <see cref="MachineView"/>. Knows nothing of topics, threads or terminals: data in, picture out.</summary>
internal sealed class PlainScreen(bool isUnicode)
{
    internal const int LeastWidth = 40, LeastHeight = 8;

    private const string Program = "sightglass  ", StatusGap = "   ";

    /// <summary>Rows besides the processors, the status and the gaps: title, two gauges of two rows, keys.</summary>
    private const int FixedRows = 6;

    /// <summary>From here on there is room for empty rows between the parts.</summary>
    private const int RoomyHeight = 13;

    private const int LabelWidth = 9, CellWidth = 26, CellBarWidth = 10, CellGap = 2;
    private const double Careful = 0.5, Critical = 0.8;
    private static readonly Style _dim = new(Color.Grey), _title = new(decoration: Decoration.Bold);

    internal IRenderable Draw(MachineView view, int width, int height, DateTimeOffset now)
    {
        if (width < LeastWidth || height < LeastHeight)
            return new Text($"Too small: {width}x{height}. Needed: {LeastWidth}x{LeastHeight}. q quits.");
        // Who publishes, and how old the values are, is never cut off for the sake of processors.
        var isRoomy = height >= RoomyHeight;
        List<IRenderable> gap = isRoomy ? [new Text("")] : [];
        List<string> status = [Status(view.Cpu) + StatusGap + Status(view.Memory)];
        if (isRoomy && status[0].Length > width) status = [Status(view.Cpu), Status(view.Memory)];
        var title = $"{Environment.MachineName}  {now.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z";

        List<IRenderable> rows = [Line((Program, _title), (Fit(title, width - Program.Length), _dim)), .. gap];
        AddGauge(rows, "CPU", view.Cpu, view.Cpu.Value(MachineTopics.CpuUtilization), Note(view.Cpu), width);
        AddProcessors(rows, view.Cpu, width, height - FixedRows - status.Count - 3 * gap.Count);
        rows.AddRange(gap);
        AddGauge(rows, "Memory", view.Memory, view.Memory.Value(MachineTopics.MemoryUtilization), Sizes(view.Memory), width);
        rows.AddRange(gap);
        foreach (var line in status) rows.Add(Line((Fit(line, width), _dim)));
        rows.Add(Keys(view, width));
        return new Rows(rows);
    }

    private static Paragraph Keys(MachineView view, int width)
    {
        const string Quit = " quit   ", Faster = " faster   ", Slower = " slower";
        var rest = view.Answer.Length > 0 ? view.Answer : view.Viewers;
        return Line(("q", _title), (Quit, _dim), ("+", _title), (Faster, _dim), ("-", _title), (Slower, _dim),
            (Fit("   " + rest, width - Quit.Length - Faster.Length - Slower.Length - 3), _dim));
    }

    private void AddGauge(List<IRenderable> rows, string label, TopicView topic, double ratio, string note, int width)
    {
        var barWidth = Math.Max(width / 3, 10);
        rows.Add(Line((label.PadRight(LabelWidth), _title), (Bar(ratio, barWidth), Style(topic, ratio)),
            (" " + Words.Percent(ratio).PadLeft(7), Style(topic, ratio)), (Fit("  " + note, width - LabelWidth - barWidth - 8), _dim)));
        rows.Add(Line(("".PadRight(LabelWidth), _dim), (HistoryLine.Line(topic.History, width - LabelWidth, isUnicode), Style(topic, ratio))));
    }

    private void AddProcessors(List<IRenderable> rows, TopicView topic, int width, int maxRows)
    {
        var values = topic.Values(MachineTopics.CpuLogicalUtilization);
        var online = new List<(int Number, double Ratio)>();
        // There are places for all that are possible, on some hosts more than a hundred; those behind the last that is
        // there are most likely empty sockets.
        var count = topic.Value(MachineTopics.CpuLogicalCount);
        for (var i = 0; i < values.Length; i++)
            if (!double.IsNaN(values[i]) || i < count || values[i..].ContainsAnyExcept(double.NaN)) online.Add((i, values[i]));
        var columns = Math.Max((width - LabelWidth) / (CellWidth + CellGap), 1);
        var rowCount = (online.Count + columns - 1) / columns;
        var isCut = rowCount > maxRows;
        for (var row = 0; row < (isCut ? maxRows - 1 : rowCount); row++)
        {
            var parts = new List<(string, Style)> { ("".PadRight(LabelWidth), _dim) };
            // Down the columns first, as one reads a list.
            for (var i = row; i < online.Count; i += rowCount)
            {
                var (number, ratio) = online[i];
                parts.Add(($"{number,4} ", _dim));
                parts.Add((Bar(ratio, CellBarWidth), Style(topic, ratio)));
                parts.Add(($"{Words.Percent(ratio),9}  ", Style(topic, ratio)));
            }
            rows.Add(Line([.. parts]));
        }
        if (isCut) rows.Add(Line(($"{"",LabelWidth}and more: {online.Count} processors in all", _dim)));
    }

    private static string Note(TopicView topic) =>
        topic.Value(MachineTopics.CpuLogicalCount) is var count && !double.IsNaN(count) ? $"{count:0} processors" : "";

    private static string Sizes(TopicView topic) =>
        topic.Latest?.Schema?.Find(MachineTopics.MemoryTotal) is null && topic.Latest is not null ? "" // a topic of ratios only
        : $"{Words.Bytes(topic.Value(MachineTopics.MemoryUsed))} of {Words.Bytes(topic.Value(MachineTopics.MemoryTotal))}, "
        + $"available {Words.Bytes(topic.Value(MachineTopics.MemoryAvailable))}";

    private static string Status(TopicView topic)
    {
        if (topic.Latest is null) return $"{topic.Topic}: waiting";
        var age = Words.Age(topic.Latest.Age);
        var publisher = topic.Publisher is { } p ? $"{p.Program} {p.Pid}" : "?";
        return topic.State switch
        {
            TopicState.Live => $"{topic.Topic}: {publisher}, every {Durations.Format(topic.Interval)}, {age} old",
            TopicState.Paused => $"{topic.Topic}: paused, {age} old ({publisher} is alive)",
            TopicState.Silent => $"{topic.Topic}: silent for {age} ({publisher} is alive)",
            TopicState.Stopped => $"{topic.Topic}: stopped {age} ago, waiting for a publisher",
            _ => $"{topic.Topic}: publisher died ({publisher}), values {age} old, waiting for another",
        };
    }

    private static Style Style(TopicView topic, double ratio) => topic.IsOld || double.IsNaN(ratio) ? _dim
        : new Style(ratio < Careful ? Color.Green : ratio < Critical ? Color.Yellow : Color.Red);

    private string Bar(double ratio, int width)
    {
        var filled = double.IsNaN(ratio) ? 0 : (int)Math.Round(Math.Clamp(ratio, 0, 1) * width);
        return isUnicode ? new string('█', filled) + new string('░', width - filled)
            : "[" + new string('#', Math.Min(filled, width - 2)) + new string('.', width - 2 - Math.Min(filled, width - 2)) + "]";
    }

    private static string Fit(string text, int width) => width <= 0 ? "" : text.Length <= width ? text : text[..width];

    private static Paragraph Line(params (string Text, Style Style)[] parts)
    {
        var line = new Paragraph { Overflow = Overflow.Crop };
        foreach (var (text, style) in parts) line.Append(text, style);
        return line;
    }
}
