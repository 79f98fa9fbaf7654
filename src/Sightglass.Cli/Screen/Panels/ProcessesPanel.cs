using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>The busiest processes, sorted and filtered. Its sensor is off unless somebody switches it on.</summary>
internal sealed class ProcessesPanel() : Panel("processes", "processes")
{
    private const int PidWidth = 7, UserWidth = 10, CpuWidth = 8, MemoryWidth = 10, LeastUserRoom = 50;
    private const int MostFilterLength = 40;

    private string _filter = "";
    private bool _isTyping, _isReversed, _isOn;
    private readonly RowScroll _scroll = new();
    private (int X, ProcessSort Sort)[] _headers = [];

    internal ProcessSort Sort { get; private set; }

    internal override (int Width, int Height) Least => (40, 6);

    internal override IReadOnlyList<KeyHelp> Keys => !_isOn ? [new("p", "sensor on")]
        : [new("s", "sort"), new("/", "filter"), new("p", "sensor off")];

    internal override bool IsTyping => _isTyping;

    internal override TopicHistory? Topic(Moment moment) =>
        moment.From is null ? moment.Topic(MachineTopics.Processes) : null;

    /// <summary>Also without the topic, wherever the machine's publisher is: the panel says how to get it.</summary>
    internal override bool IsThere(Moment moment) =>
        moment.From is null && (Topic(moment) ?? moment.Topic(MachineTopics.Cpu)) is not null;

    internal override Style Border(Palette palette) => palette.BorderProcesses;

    /// <summary>Takes a sort that was kept.</summary>
    internal void SortBy(ProcessSort sort) => Sort = sort;

    internal override bool Press(char letter)
    {
        switch (letter)
        {
            case 's': (Sort, _isReversed) = (ProcessRow.Next(Sort), false); return true;
            case '/': _isTyping = _isOn; return true;
            default: return false;
        }
    }

    internal override bool Type(ConsoleKey key, char letter)
    {
        switch (key)
        {
            case ConsoleKey.Enter: _isTyping = false; break;
            case ConsoleKey.Escape: (_isTyping, _filter) = (false, ""); break;
            case ConsoleKey.Backspace: _filter = _filter.Length > 0 ? _filter[..^1] : ""; break;
            default:
                if (!char.IsControl(letter) && letter != 0 && _filter.Length < MostFilterLength) _filter += letter;
                break;
        }
        return true;
    }

    internal override bool Scroll(int rows) => _scroll.Move(rows);

    /// <summary>A click on a column's title sorts by it, and another one the other way round.</summary>
    internal override bool Click(int x, int y)
    {
        if (y != 0 || !Array.Exists(_headers, header => header.X <= x)) return false;
        var clicked = Array.FindLast(_headers, header => header.X <= x).Sort;
        (_isReversed, Sort) = (clicked == Sort && !_isReversed, clicked);
        return true;
    }

    internal override void Draw(Area area, Moment moment, Look look)
    {
        _isOn = Topic(moment) is { State: not TopicState.Stopped };
        if (Topic(moment) is not { } topic)
        {
            DrawHint(area, look);
            return;
        }
        var sample = moment.Sample(topic);
        var matching = ProcessRow.Of(sample).Where(row => row.Matches(_filter));
        List<ProcessRow> rows = [.. ProcessRow.Sorted(matching, Sort, _isReversed)];
        DrawHeaders(area, look);
        var hasFoot = _isTyping || _filter.Length > 0;
        var height = area.Height - 1 - (hasFoot ? 1 : 0);
        _scroll.Fit(rows.Count, height);
        for (var y = 0; y < height && _scroll.First + y < rows.Count; y++)
            DrawRow(area.Part(0, 1 + y, area.Width, 1), rows[_scroll.First + y], topic.IsOld, look);
        if (rows.Count == 0) area.Write(1, 1, sample is null ? "n/a" : "none", look.Palette.Dim);
        if (!hasFoot) return;
        var end = area.Write(0, area.Height - 1, $"filter: {_filter}", look.Palette.Careful);
        if (_isTyping) area.Write(end, area.Height - 1, "_", look.Palette.Careful);
    }

    private static void DrawHint(Area area, Look look)
    {
        const string Off = "The publisher does not look at processes.", On = " switches that on; it costs a little.";
        area.Write(1, 0, TextWidth.Cut(Off, area.Width - 2, look.Glyphs), look.Palette.Dim);
        var x = 1 + area.Write(1, 1, "p", look.Palette.Hotkey);
        area.Write(x, 1, TextWidth.Cut(On, area.Width - x - 1, look.Glyphs), look.Palette.Dim);
    }

    private void DrawHeaders(Area area, Look look)
    {
        var columns = new ColumnPlaces(area.Width);
        _headers =
        [
            (0, ProcessSort.Pid), (PidWidth, ProcessSort.Name), (columns.Cpu, ProcessSort.Cpu),
            (columns.Memory, ProcessSort.Memory),
        ];
        Write(PidWidth - 1, "PID", ProcessSort.Pid, isRight: true);
        Write(PidWidth, "NAME", ProcessSort.Name, isRight: false);
        if (columns.User is { } user) area.Write(user, 0, "USER", look.Palette.Dim);
        Write(columns.Memory, "CPU", ProcessSort.Cpu, isRight: true);
        Write(area.Width, "MEMORY", ProcessSort.Memory, isRight: true);

        void Write(int x, string title, ProcessSort sort, bool isRight)
        {
            var isDown = sort is ProcessSort.Cpu or ProcessSort.Memory ? !_isReversed : _isReversed;
            var text = sort != Sort ? title : $"{(isDown ? look.Glyphs.SortDown : look.Glyphs.SortUp)}{title}";
            area.Write(isRight ? x - text.Length : x, 0, text, sort == Sort ? look.Palette.Title : look.Palette.Dim);
        }
    }

    private static void DrawRow(Area row, ProcessRow process, bool isOld, Look look)
    {
        var columns = new ColumnPlaces(row.Width);
        var pid = process.Pid.ToString(CultureInfo.InvariantCulture);
        row.Write(PidWidth - 1 - pid.Length, 0, pid, look.Palette.Dim);
        var nameWidth = (columns.User ?? columns.Cpu) - PidWidth - 1;
        row.Write(PidWidth, 0, TextWidth.Cut(process.Name, nameWidth, look.Glyphs), look.Value(isOld));
        if (columns.User is { } user)
            row.Write(user, 0, TextWidth.Cut(process.User, UserWidth - 1, look.Glyphs), look.Palette.Dim);
        // One processor is 100 %, as other tools have it.
        var cpu = Units.Format(process.CpuUsage, "1");
        row.Write(columns.Memory - cpu.Length, 0, cpu, look.Ratio(isOld, process.CpuUsage, look.Palette.Cpu));
        var memory = Words.Bytes(process.MemoryBytes);
        row.Write(row.Width - memory.Length, 0, memory, look.Value(isOld, process.MemoryBytes));
    }

    /// <summary>Where the columns begin; that of the memory is where the CPU's ends.</summary>
    private readonly struct ColumnPlaces(int width)
    {
        internal int? User => width >= LeastUserRoom ? Cpu - UserWidth : null;

        internal int Cpu => Memory - CpuWidth;

        internal int Memory => width - MemoryWidth;
    }
}
