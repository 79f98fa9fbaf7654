using System.Globalization;
using System.Text;
using Sightglass.Cli.Screen.Drawing;
using Wcwidth;

namespace Sightglass.Cli.Tests.Units.Terminals;

/// <summary>
/// A terminal in memory, of the old kind that knows code points and not graphemes: it does what the bytes say. What it
/// does not know is an exception.
/// </summary>
internal sealed class TerminalEmulator(bool losesMoves = false) : MemoryStream
{
    private readonly StringBuilder _parameters = new();
    private string[,] _texts = new string[0, 0];
    private Style[,] _styles = new Style[0, 0];
    private Style _style;
    private int _x, _y, _width, _height;

    internal int WriteCount { get; private set; }

    internal void Resize(int width, int height)
    {
        (_width, _height) = (width, height);
        (_texts, _styles) = (new string[height, width], new Style[height, width]);
        Erase();
    }

    public override void Write(ReadOnlySpan<byte> bytes)
    {
        WriteCount++;
        var runes = Encoding.UTF8.GetString(bytes).EnumerateRunes();
        while (runes.MoveNext())
            if (runes.Current.Value == '\e') Control(ref runes);
            else Print(runes.Current);
    }

    /// <summary>What a canvas of the same cells gives.</summary>
    internal string Text()
    {
        var text = new StringBuilder();
        for (var y = 0; y < _height; y++)
            text.Append(string.Concat(Enumerable.Range(0, _width).Select(x => _texts[y, x])).TrimEnd(' ')).Append('\n');
        return text.ToString();
    }

    internal Style StyleAt(int x, int y) => _styles[y, x];

    private void Print(Rune rune)
    {
        var columns = UnicodeCalculator.GetWidth(rune);
        if (columns == 0)
        {
            var owner = _texts[_y, _x - 1].Length > 0 ? _x - 1 : _x - 2;
            _texts[_y, owner] += rune.ToString();
            return;
        }
        if (_x + columns > _width) throw new InvalidOperationException($"Written beyond the edge: {rune} at {_x}.");
        for (var i = 0; i < columns; i++) Break(_x + i);
        for (var i = 0; i < columns; i++) (_texts[_y, _x + i], _styles[_y, _x + i]) = ("", _style);
        _texts[_y, _x] = rune.ToString();
        _x += columns;
    }

    /// <summary>What is left of a wide glyph when the other half is written over.</summary>
    private void Break(int x)
    {
        if (_texts[_y, x].Length == 0) _texts[_y, x - 1] = " ";
        if (x + 1 < _width && _texts[_y, x + 1].Length == 0) _texts[_y, x + 1] = " ";
    }

    private void Control(ref StringRuneEnumerator runes)
    {
        if (!runes.MoveNext() || runes.Current.Value != '[') throw new InvalidOperationException("No sequence.");
        _parameters.Clear();
        while (runes.MoveNext() && runes.Current.Value < '@') _parameters.Append(runes.Current.ToString());
        var parameters = _parameters.ToString();
        if (parameters.StartsWith('?')) return;
        var numbers = parameters.Split(';')
            .Select(p => p.Length == 0 ? 0 : int.Parse(p, CultureInfo.InvariantCulture)).ToArray();
        switch (runes.Current.Value)
        {
            case 'H': (_y, _x) = (Math.Max(numbers[0], 1) - 1, Math.Max(numbers.ElementAtOrDefault(1), 1) - 1); break;
            case 'C': _x += losesMoves ? 0 : Math.Max(numbers[0], 1); break;
            case 'J' when numbers[0] == 2: Erase(); break;
            case 'm': Look(numbers); break;
            default: throw new InvalidOperationException($"Unknown: {parameters}{runes.Current}");
        }
    }

    private void Look(int[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            _style = numbers[i] switch
            {
                0 => default,
                1 => _style with { IsBold = true },
                2 => _style with { IsDim = true },
                4 => _style with { IsUnderlined = true },
                7 => _style with { IsReversed = true },
                38 => _style with { Foreground = Color(numbers, ref i) },
                39 => _style with { Foreground = null },
                48 => _style with { Background = Color(numbers, ref i) },
                49 => _style with { Background = null },
                _ => throw new InvalidOperationException($"Unknown look: {numbers[i]}"),
            };
    }

    private static Rgb Color(int[] numbers, ref int i)
    {
        if (numbers[++i] != 2) throw new InvalidOperationException("Not a colour of 24 bits.");
        return new((byte)numbers[++i], (byte)numbers[++i], (byte)numbers[++i]);
    }

    private void Erase()
    {
        for (var y = 0; y < _height; y++)
            for (var x = 0; x < _width; x++) (_texts[y, x], _styles[y, x]) = (" ", _style);
    }
}
