namespace Sightglass.Cli.Screen.Drawing;

/// <summary>
/// The colours by what they mean. Text in between keeps the terminal's own, so that light terminals stay readable.
/// </summary>
internal sealed record Palette
{
    private static readonly Gradient _plain = new(default(Style));

    internal static Palette Colored { get; } = new();

    /// <summary>For terminals without colours and NO_COLOR: bold, dim, reversed and glyphs carry meaning.</summary>
    internal static Palette Plain { get; } = new()
    {
        IsColored = false,
        Hotkey = new(IsBold: true, IsUnderlined: true),
        Good = default,
        Careful = new(IsBold: true),
        Critical = new(IsBold: true, IsReversed: true),
        Dead = new(IsReversed: true),
        Old = new(IsDim: true),
        Selection = new(IsReversed: true),
        Cursor = new(IsReversed: true),
        BorderFocused = new(IsBold: true),
        BorderCpu = new(IsDim: true),
        BorderMemory = new(IsDim: true),
        BorderNetwork = new(IsDim: true),
        BorderDisk = new(IsDim: true),
        BorderProcesses = new(IsDim: true),
        BorderContainer = new(IsDim: true),
        BorderOther = new(IsDim: true),
        Cpu = _plain,
        Load = _plain,
        Used = _plain,
        Cached = _plain,
        Buffers = _plain,
        Available = _plain,
        Free = _plain,
        Swap = _plain,
        Read = _plain,
        Written = _plain,
        Received = _plain,
        Sent = _plain,
        Pressure = _plain,
        Neutral = _plain,
        Gray = new(new Style(IsDim: true)),
        Series = [default, new(IsBold: true), new(IsDim: true)],
    };

    internal bool IsColored { get; init; } = true;

    internal Style Text { get; init; }

    internal Style Title { get; init; } = new(IsBold: true);

    internal Style Dim { get; init; } = new(IsDim: true);

    /// <summary>The letter that is to be pressed.</summary>
    internal Style Hotkey { get; init; } = new(new(0xe0, 0x5f, 0x5f), IsBold: true);

    internal Style Good { get; init; } = new(new(0x6c, 0xc0, 0x8b));

    internal Style Careful { get; init; } = new(new(0xd6, 0xb4, 0x4c));

    internal Style Critical { get; init; } = new(new(0xe0, 0x50, 0x50), IsBold: true);

    /// <summary>A publisher that died.</summary>
    internal Style Dead { get; init; } = new(new(0xe0, 0x50, 0x50));

    /// <summary>Values that are older than they should be.</summary>
    internal Style Old { get; init; } = new(new(0x80, 0x80, 0x80));

    internal Style Selection { get; init; } = new(new(0xff, 0xff, 0xff), new(0x3a, 0x4a, 0x6a));

    /// <summary>The column of the instant that is read.</summary>
    internal Style Cursor { get; init; } = new(new(0xff, 0xff, 0xff), new(0x50, 0x50, 0x30));

    internal Style BorderFocused { get; init; } = new(new(0xd0, 0xd0, 0xd0), IsBold: true);

    internal Style BorderCpu { get; init; } = new(new(0x54, 0x70, 0x5c));

    internal Style BorderMemory { get; init; } = new(new(0x70, 0x6c, 0x4a));

    internal Style BorderNetwork { get; init; } = new(new(0x5e, 0x58, 0x90));

    internal Style BorderDisk { get; init; } = new(new(0x4a, 0x70, 0x78));

    internal Style BorderProcesses { get; init; } = new(new(0x80, 0x54, 0x54));

    internal Style BorderContainer { get; init; } = new(new(0x78, 0x58, 0x80));

    internal Style BorderOther { get; init; } = new(new(0x60, 0x60, 0x60));

    internal Gradient Cpu { get; init; } = new(new(0x6c, 0xc0, 0x8b), new(0xd6, 0xb4, 0x4c), new(0xe0, 0x50, 0x50));

    internal Gradient Load { get; init; } = new(new(0x5c, 0xb0, 0xc0), new(0xd6, 0xb4, 0x4c), new(0xe0, 0x50, 0x50));

    internal Gradient Used { get; init; } = new(new(0x90, 0x48, 0x50), new(0xd8, 0x5c, 0x6a), new(0xff, 0x50, 0x70));

    internal Gradient Cached { get; init; } = new(new(0x2c, 0x58, 0x88), new(0x38, 0x88, 0xc8), new(0x40, 0xb8, 0xf8));

    internal Gradient Buffers { get; init; } = new(new(0x60, 0x50, 0x98), new(0x88, 0x70, 0xd0), new(0xa8, 0x90, 0xf8));

    internal Gradient Available { get; init; } =
        new(new(0x80, 0x68, 0x20), new(0xc8, 0x98, 0x20), new(0xf8, 0xb8, 0x28));

    internal Gradient Free { get; init; } = new(new(0x54, 0x78, 0x34), new(0x88, 0xb8, 0x50), new(0xc8, 0xf0, 0x78));

    internal Gradient Swap { get; init; } = new(new(0x80, 0x58, 0x38), new(0xc8, 0x80, 0x48), new(0xf8, 0x98, 0x48));

    internal Gradient Read { get; init; } = new(new(0x30, 0x78, 0x80), new(0x48, 0xa8, 0xb0), new(0x60, 0xd8, 0xe0));

    internal Gradient Written { get; init; } = new(new(0x88, 0x50, 0x80), new(0xb8, 0x68, 0xa8), new(0xe8, 0x80, 0xd8));

    internal Gradient Received { get; init; } =
        new(new(0x58, 0x50, 0xa0), new(0x78, 0x70, 0xd0), new(0x98, 0x90, 0xff));

    internal Gradient Sent { get; init; } = new(new(0x90, 0x48, 0x88), new(0xc0, 0x60, 0xb0), new(0xf0, 0x78, 0xd8));

    internal Gradient Pressure { get; init; } =
        new(new(0xc0, 0x90, 0x40), new(0xd8, 0x70, 0x48), new(0xe8, 0x48, 0x50));

    /// <summary>Of topics that the screen has never heard of.</summary>
    internal Gradient Neutral { get; init; } = new(new(0x50, 0x88, 0xb8), new(0x60, 0xb0, 0xb0), new(0x80, 0xd8, 0xa0));

    /// <summary>Of values that are old, and of time that stands still.</summary>
    internal Gradient Gray { get; init; } = new(new(0x50, 0x50, 0x50), new(0x80, 0x80, 0x80), new(0xa8, 0xa8, 0xa8));

    /// <summary>Layers and lines beside each other: the modes of a processor in their order, and any others.</summary>
    internal IReadOnlyList<Style> Series { get; init; } =
    [
        new(new(0x6c, 0xc0, 0x8b)), new(new(0xe0, 0x60, 0x58)), new(new(0x60, 0xa0, 0xf0)), new(new(0xd6, 0xb4, 0x4c)),
        new(new(0xc0, 0x70, 0xd0)), new(new(0x50, 0xc0, 0xc8)), new(new(0xe8, 0x90, 0x50)), new(new(0x98, 0x98, 0x98)),
    ];

}
