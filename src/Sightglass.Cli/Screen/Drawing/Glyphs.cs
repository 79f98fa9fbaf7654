namespace Sightglass.Cli.Screen.Drawing;

/// <summary>All symbols that are drawn, in sets that terminals have.</summary>
internal sealed record Glyphs
{
    /// <summary>For terminals with a Unicode font.</summary>
    internal static Glyphs Braille { get; } = new();

    /// <summary>For fonts without braille.</summary>
    internal static Glyphs Blocks { get; } = new()
    {
        GraphUp = GraphSymbols.Single(" ▁▂▃▄▅▆▇█"),
        GraphDown = GraphSymbols.Single(" ▀█"), // there are no eighths from above
    };

    /// <summary>For the Linux console, whose font has 256 symbols: those of the first PC, mostly.</summary>
    internal static Glyphs Console { get; } = new()
    {
        GraphUp = GraphSymbols.Single(" ▄█"),
        GraphDown = GraphSymbols.Single(" ▀█"),
        Spark = "▄█",
        TopLeft = '┌',
        TopRight = '┐',
        BottomLeft = '└',
        BottomRight = '┘',
        Numbers = "0123456789",
        Ellipsis = "..",
        Selected = '>',
        Up = '^',
        Down = 'v',
        Left = '<',
        Right = '>',
        SortUp = '^',
        SortDown = 'v',
        Live = '*',
        Paused = '=',
        Dead = 'x',
    };

    internal static Glyphs Ascii { get; } = Console with
    {
        GraphUp = GraphSymbols.Single(" .:#"),
        GraphDown = GraphSymbols.Single(" '\"#"),
        Spark = "_.-=+*%#",
        Segments = "#=*+%@o-",
        Bar = '#',
        BarEmpty = '.',
        TopLeft = '+',
        TopRight = '+',
        BottomLeft = '+',
        BottomRight = '+',
        Horizontal = '-',
        Vertical = '|',
        TeeLeft = '|',
        TeeRight = '|',
        TeeUp = '+',
        TeeDown = '+',
        Cross = '+',
        Dot = '-',
        Times = 'x',
        Degree = ' ',
        Micro = 'u',
    };

    internal GraphSymbols GraphUp { get; init; } = GraphSymbols.BrailleUp;

    /// <summary>For the lower half of a mirrored graph.</summary>
    internal GraphSymbols GraphDown { get; init; } = GraphSymbols.BrailleDown;

    /// <summary>From low to high, for graphs of one row.</summary>
    internal string Spark { get; init; } = "▁▂▃▄▅▆▇█";

    /// <summary>What tells the parts of a bar and the layers of a graph apart; empty when colours do.</summary>
    internal string Segments { get; init; } = "";

    internal char Bar { get; init; } = '■';

    internal char BarEmpty { get; init; } = '·';

    internal char TopLeft { get; init; } = '╭';

    internal char TopRight { get; init; } = '╮';

    internal char BottomLeft { get; init; } = '╰';

    internal char BottomRight { get; init; } = '╯';

    internal char Horizontal { get; init; } = '─';

    internal char Vertical { get; init; } = '│';

    /// <summary>Where a line ends before a title: ┤title├.</summary>
    internal char TeeLeft { get; init; } = '┤';

    internal char TeeRight { get; init; } = '├';

    internal char TeeUp { get; init; } = '┴';

    internal char TeeDown { get; init; } = '┬';

    internal char Cross { get; init; } = '┼';

    /// <summary>The digits of the keys beside titles.</summary>
    internal string Numbers { get; init; } = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <summary>What stands for the rest of a text that is cut; each character has one column.</summary>
    internal string Ellipsis { get; init; } = "…";

    internal char Selected { get; init; } = '▸';

    internal char Up { get; init; } = '↑';

    internal char Down { get; init; } = '↓';

    internal char Left { get; init; } = '←';

    internal char Right { get; init; } = '→';

    internal char SortUp { get; init; } = '▲';

    internal char SortDown { get; init; } = '▼';

    internal char Live { get; init; } = '●';

    internal char Paused { get; init; } = '‖';

    internal char Dead { get; init; } = '✗';

    internal char Dot { get; init; } = '·';

    internal char Times { get; init; } = '×';

    internal char Degree { get; init; } = '°';

    internal char Micro { get; init; } = 'µ';

    /// <summary>The same for a terminal where nothing is told by colour.</summary>
    internal Glyphs WithoutColor() => this with { Segments = Segments.Length > 0 ? Segments : "█▓▒░■=+-" };
}
