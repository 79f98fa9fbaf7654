using System.Globalization;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Screen.Panels;

/// <summary>
/// The logical processors in columns: each with a small graph and its percentage as long as all fit so, then without
/// graphs, and hundreds of them as one symbol each.
/// </summary>
internal sealed class ProcessorGrid
{
    private const int PercentWidth = 4, Gap = 2;
    private static readonly int[] _graphWidths = [10, 6, 4, 2, 0];

    private readonly TopicHistory _topic;
    private readonly Sample? _sample;
    private readonly int _graphWidth, _labelWidth, _rows;
    private readonly bool _isHeat;

    /// <param name="moment">What is shown.</param>
    /// <param name="topic">Has the processors.</param>
    /// <param name="width">At most so wide.</param>
    /// <param name="rows">So high.</param>
    internal ProcessorGrid(Moment moment, TopicHistory topic, int width, int rows)
    {
        _topic = topic;
        _sample = moment.Sample(topic);
        _rows = Math.Max(rows, 1);
        Count = CountOf(topic.Latest);
        if (Count == 0) return;
        _labelWidth = Label(Count - 1).Length;
        foreach (var graphWidth in _graphWidths)
        {
            _graphWidth = graphWidth;
            Width = Columns * (CellWidth + Gap) - Gap;
            if (Width <= width) return;
        }
        _isHeat = true;
        Width = Math.Min(Math.Max((Count + _rows - 1) / _rows, 8) + _labelWidth + 1, width);
    }

    /// <summary>How many processors there are.</summary>
    internal int Count { get; }

    /// <summary>How wide they are drawn.</summary>
    internal int Width { get; }

    private int Columns => (Count + _rows - 1) / _rows;

    private int CellWidth => _labelWidth + 1 + (_graphWidth > 0 ? _graphWidth + 1 : 0) + PercentWidth;

    internal void Draw(Area area, Moment moment, Look look)
    {
        if (_isHeat) DrawHeat(area, look);
        else
            for (var number = 0; number < Count; number++)
            {
                var (column, row) = (number / _rows, number % _rows);
                DrawCell(area.Part(column * (CellWidth + Gap), row, CellWidth, 1), number, moment, look);
            }
    }

    private void DrawCell(Area cell, int number, Moment moment, Look look)
    {
        var ratio = Ratio(number);
        cell.Write(0, 0, Label(number).PadLeft(_labelWidth), look.Palette.Dim);
        if (_graphWidth > 0)
        {
            var quantity = new Quantity(MachineTopics.CpuLogicalUtilization, number);
            var gradient = _topic.IsOld ? look.Palette.Gray : look.Palette.Cpu;
            var graph = cell.Part(_labelWidth + 1, 0, _graphWidth, 1);
            Graph.Draw(graph, TimeGraph.Values(moment, _topic, quantity, _graphWidth), 0, 1, gradient, look.Glyphs);
        }
        var text = IsOffline(number) ? "off" : Units.ShortPercent(ratio);
        cell.Write(cell.Width - text.Length, 0, text, look.Ratio(_topic.IsOld, ratio, look.Palette.Cpu));
    }

    private void DrawHeat(Area area, Look look)
    {
        var perRow = Math.Max(area.Width - _labelWidth - 1, 1);
        for (var number = 0; number < Count; number++)
        {
            var (row, column) = (number / perRow, number % perRow);
            if (row == area.Height - 1 && number + perRow < Count && column == 0)
            {
                area.Write(0, row, $"{Count - number} more", look.Palette.Dim);
                return;
            }
            if (column == 0) area.Write(0, row, Label(number).PadLeft(_labelWidth), look.Palette.Dim);
            var ratio = Ratio(number);
            var spark = look.Glyphs.Spark;
            var glyph = double.IsNaN(ratio) ? IsOffline(number) ? look.Glyphs.Dot : '?'
                : spark[(int)Math.Clamp(ratio * spark.Length, 0, spark.Length - 1)];
            area.Set(_labelWidth + 1 + column, row, glyph, look.Ratio(_topic.IsOld, ratio, look.Palette.Cpu));
        }
    }

    private double Ratio(int number) => new Quantity(MachineTopics.CpuLogicalUtilization, number).In(_sample);

    private bool IsOffline(int number) => new Quantity(MachineTopics.CpuLogicalOnline, number).In(_sample) == 0;

    private static string Label(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>
    /// There are places for all that are possible, on some hosts more than a hundred; those behind the last that is
    /// there are most likely empty sockets.
    /// </summary>
    private static int CountOf(Sample? sample)
    {
        if (sample?.Schema?.Find(MachineTopics.CpuLogicalUtilization) is not { Type: FieldType.Float64 } field)
            return 0;
        var last = sample.Float64s(field).LastIndexOfAnyExcept(double.NaN) + 1;
        var count = new Quantity(MachineTopics.CpuLogicalCount).In(sample);
        return Math.Max(last, double.IsNaN(count) ? 0 : Math.Min((int)count, field.Length));
    }
}
