namespace Sightglass.Cli.Screen;

/// <summary>What a key does, whatever panel is selected.</summary>
internal enum ScreenAction
{
    None, Quit, Help, Leave, Enlarge, SelectNext, SelectPrevious, Up, Down, PageUp, PageDown, MoveEarlier, MoveLater,
    Reset, Freeze, CursorBack, CursorForward, CursorFarBack, CursorFarForward, Oldest, GoLive, ZoomIn, ZoomOut,
    Faster, Slower,
}

/// <summary>A line of the help.</summary>
internal readonly record struct KeyHelp(string Keys, string Does);

/// <summary>The keys and what they mean, for whoever presses them and for the help.</summary>
internal static class KeyMap
{
    internal static readonly IReadOnlyList<KeyHelp> Help =
    [
        new("1 2 … 0", "show or hide the panel with this number"),
        new("Tab ↑ ↓", "select a panel; ↑ ↓ scroll in one with rows"),
        new("e Enter", "enlarge the selected panel, and back"),
        new("< >", "move the selected panel"),
        new("r", "all panels that fit, in their first order"),
        new("Space", "freeze the time, and go on"),
        new("← →", "read every panel at an earlier moment"),
        new("PgUp PgDn", "the same in larger steps"),
        new("Home End", "the oldest moment; live again"),
        new("z Z", "zoom in and out: 30 s to the whole history"),
        new("+ -", "measure more often, or less (asks the publisher)"),
        new("m", "cpu: total, or by mode"),
        new("s /", "processes: sort by another column; filter"),
        new("p", "processes: switch the sensor on or off"),
        new("Esc", "close what is open; live again"),
        new("q", "quit"),
    ];

    /// <summary>The most important ones, for the foot of the screen.</summary>
    internal static readonly IReadOnlyList<KeyHelp> Short =
    [
        new("q", "quit"), new("?", "help"), new("e", "enlarge"), new("Space", "freeze"), new("← →", "back in time"),
        new("z Z", "zoom"), new("+ -", "interval"), new("1-0", "panels"),
    ];

    internal static ScreenAction OfLetter(char letter) => letter switch
    {
        'q' or 'Q' => ScreenAction.Quit,
        '?' or 'h' => ScreenAction.Help,
        'e' => ScreenAction.Enlarge,
        ' ' or 'f' => ScreenAction.Freeze,
        'z' => ScreenAction.ZoomIn,
        'Z' => ScreenAction.ZoomOut,
        '+' or '=' => ScreenAction.Faster,
        '-' or '_' => ScreenAction.Slower,
        '<' or ',' => ScreenAction.MoveEarlier,
        '>' or '.' => ScreenAction.MoveLater,
        'r' => ScreenAction.Reset,
        _ => ScreenAction.None,
    };

    internal static ScreenAction OfKey(ConsoleKey key, bool isShifted) => key switch
    {
        ConsoleKey.Escape => ScreenAction.Leave,
        ConsoleKey.Enter => ScreenAction.Enlarge,
        ConsoleKey.Tab => isShifted ? ScreenAction.SelectPrevious : ScreenAction.SelectNext,
        ConsoleKey.UpArrow => ScreenAction.Up,
        ConsoleKey.DownArrow => ScreenAction.Down,
        ConsoleKey.LeftArrow => isShifted ? ScreenAction.CursorFarBack : ScreenAction.CursorBack,
        ConsoleKey.RightArrow => isShifted ? ScreenAction.CursorFarForward : ScreenAction.CursorForward,
        ConsoleKey.PageUp => ScreenAction.CursorFarBack,
        ConsoleKey.PageDown => ScreenAction.CursorFarForward,
        ConsoleKey.Home => ScreenAction.Oldest,
        ConsoleKey.End => ScreenAction.GoLive,
        ConsoleKey.F1 => ScreenAction.Help,
        _ => ScreenAction.None,
    };
}
