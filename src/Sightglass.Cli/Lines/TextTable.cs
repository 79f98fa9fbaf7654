namespace Sightglass.Cli.Lines;

/// <summary>Columns of text as wide as their widest cell; for a terminal and for a file alike.</summary>
internal sealed class TextTable(params (string Title, bool IsRight)[] columns)
{
    private const int GapWidth = 2;
    private readonly List<string[]> _rows = [];

    internal void Add(params string[] cells) => _rows.Add(cells);

    internal void Write(TextWriter writer)
    {
        var widths = columns.Select((c, i) => _rows.Select(r => r[i].Length).Append(c.Title.Length).Max()).ToArray();
        WriteRow(writer, [.. columns.Select(c => c.Title)], widths);
        foreach (var row in _rows) WriteRow(writer, row, widths);
        writer.Flush();
    }

    private void WriteRow(TextWriter writer, string[] cells, int[] widths)
    {
        var padded = cells.Select((cell, i) => columns[i].IsRight ? cell.PadLeft(widths[i]) : cell.PadRight(widths[i]));
        writer.WriteLine(string.Join(new string(' ', GapWidth), padded).TrimEnd());
    }
}
