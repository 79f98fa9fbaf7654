using System.Runtime.InteropServices;
using System.Text;
using Sightglass.Cli.Screen.Drawing;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// Makes a terminal show a canvas: writes the cells that differ from those it shows already, all of a frame at once,
/// and nothing when nothing differs.
/// </summary>
internal sealed class TerminalOutput
{
    /// <summary>Writing a few cells again is shorter than a move over them.</summary>
    private const int ShortestMove = 4;

    private const int Unknown = -1;

    private readonly Stream _terminal;
    private readonly bool _isUtf8;
    private readonly FrameBytes _bytes = new();
    private readonly StyleCodes _styles;
    private readonly Canvas _shown = new(0, 0);
    private bool _isKnown;
    private int _x, _y;

    internal TerminalOutput(Stream terminal, ColorDepth depth, bool isUtf8)
    {
        (_terminal, _isUtf8) = (terminal, isUtf8);
        _styles = new(_bytes, depth);
    }

    /// <summary>What the terminal shows is not known any more; the next frame draws all.</summary>
    internal void Forget() => _isKnown = false;

    /// <returns>How many bytes were written.</returns>
    internal int Show(Canvas canvas)
    {
        _bytes.Clear();
        (_x, _y) = (Unknown, Unknown);
        if (!_isKnown || canvas.Width != _shown.Width || canvas.Height != _shown.Height)
        {
            Begin();
            _bytes.Add("\e[2J"u8);
            _shown.Resize(canvas.Width, canvas.Height);
            _shown.Clear();
        }
        for (var y = 0; y < canvas.Height; y++) WriteRow(y, canvas.Row(y), _shown.Row(y));
        if (_bytes.Size == 0) return 0;
        _bytes.Add("\e[0m\e[?2026l"u8);
        _terminal.Write(_bytes.All);
        _terminal.Flush();
        _shown.CopyFrom(canvas);
        _isKnown = true;
        return _bytes.Size;
    }

    /// <summary>A terminal that knows the private mode 2026 shows the frame as a whole; others as they read.</summary>
    private void Begin()
    {
        if (_bytes.Size > 0) return;
        _bytes.Add("\e[?2026h"u8);
        _styles.Reset();
    }

    private void WriteRow(int y, ReadOnlySpan<Cell> row, ReadOnlySpan<Cell> shown)
    {
        var cells = MemoryMarshal.AsBytes(row);
        var shownCells = MemoryMarshal.AsBytes(shown);
        var cellSize = cells.Length / Math.Max(row.Length, 1);
        for (var x = 0; x < row.Length; x++)
        {
            x += cells[(x * cellSize)..].CommonPrefixLength(shownCells[(x * cellSize)..]) / cellSize;
            if (x == row.Length) break;
            if (row[x].Glyph == Cell.RightHalf) continue; // written with its left half, which differs too
            Begin();
            MoveTo(x, y, row);
            WriteCell(row[x], x + 1 < row.Length && row[x + 1].Glyph == Cell.RightHalf, row.Length);
        }
    }

    private void MoveTo(int x, int y, ReadOnlySpan<Cell> row)
    {
        if (y == _y && x == _x) return;
        if (y == _y && _x != Unknown && x > _x && x - _x < ShortestMove && AreAlike(row[_x..(x + 1)]))
        {
            while (_x < x) WriteCell(row[_x], isWide: false, row.Length);
        }
        else if (y == _y && _x != Unknown && x > _x)
        {
            _bytes.Add("\e["u8);
            if (x - _x > 1) _bytes.AddNumber(x - _x);
            _bytes.Add((byte)'C');
        }
        else
        {
            _bytes.Add("\e["u8);
            _bytes.AddNumber(y + 1);
            if (x > 0)
            {
                _bytes.Add((byte)';');
                _bytes.AddNumber(x + 1);
            }
            _bytes.Add((byte)'H');
        }
        (_x, _y) = (x, y);
    }

    /// <summary>Cells of one byte and one look, so that writing them again costs nothing but these bytes.</summary>
    private static bool AreAlike(ReadOnlySpan<Cell> cells)
    {
        foreach (var cell in cells[..^1])
            if (cell.Style != cells[^1].Style || cell.Glyph is < ' ' or > '~') return false;
        return true;
    }

    private void WriteCell(Cell cell, bool isWide, int width)
    {
        _styles.Set(cell.Style);
        if (!_isUtf8 && cell.Glyph is < ' ' or > '~')
            _bytes.Add(isWide ? "??"u8 : "?"u8);
        else if (cell.Glyph > 0)
            _bytes.AddRune(new Rune(cell.Glyph));
        else
            foreach (var rune in Clusters.Text(cell.Glyph).EnumerateRunes()) _bytes.AddRune(rune);
        _x += isWide ? 2 : 1;
        // At the right edge terminals disagree where the cursor is, and after rare glyphs how wide they were.
        if (_x >= width || _isUtf8 && !IsWidthSure(cell.Glyph)) _x = Unknown;
    }

    private static bool IsWidthSure(int glyph) =>
        glyph is >= ' ' and < 0x300 and not 0xAD or >= 0x2500 and <= 0x259F or >= 0x2800 and <= 0x28FF;
}
