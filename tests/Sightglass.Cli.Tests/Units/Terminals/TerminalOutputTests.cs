using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Terminal;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Terminals;

public sealed class TerminalOutputTests
{
    private static readonly Style[] _styles =
    [
        default, new(new Rgb(1, 2, 3)), new(new Rgb(200, 100, 0), IsBold: true), new(null, new Rgb(0, 0, 255)),
        new(IsDim: true, IsReversed: true), new(IsUnderlined: true),
    ];

    private static readonly Gen<(string Text, int X, int Y, int Style)[]> _drawing =
        Gen.Select(TextWidthTests.OddTexts, Gen.Int[-3, 16], Gen.Int[0, 3], Gen.Int[0, _styles.Length - 1]).Array[0, 6];

    private static readonly Gen<(int Width, int Height, bool IsCleared, (string, int, int, int)[] Drawing)[]> _frames =
        Gen.Select(Gen.Frequency((5, Gen.Const(14)), (1, Gen.Int[1, 20])),
            Gen.Frequency((5, Gen.Const(3)), (1, Gen.Int[1, 5])), Gen.Bool, _drawing).Array[1, 6];

    [Fact]
    public void The_terminal_shows_the_canvas_whatever_was_shown_before() =>
        _frames.Sample(frames => ShowsAll(new TerminalEmulator(), frames), iter: 3000);

    [Fact]
    public void A_terminal_that_lost_a_move_is_seen_to_differ() =>
        Should.Throw<CsCheckException>(() => _frames.Sample(
            frames => ShowsAll(new TerminalEmulator(losesMoves: true), frames), iter: 3000));

    [Fact]
    public void Only_what_changed_is_written_and_nothing_when_nothing_did()
    {
        var (bytes, output, canvas) = Start(ColorDepth.TrueColor);
        canvas.Whole.Write(0, 0, "value: 17 %");
        output.Show(canvas);
        Taken(bytes);
        canvas.Whole.Write(7, 0, "18");
        output.Show(canvas).ShouldBe("\e[?2026h\e[0m\e[1;9H8\e[0m\e[?2026l".Length);
        Taken(bytes).ShouldBe("\e[?2026h\e[0m\e[1;9H8\e[0m\e[?2026l");
        output.Show(canvas).ShouldBe(0);
        Taken(bytes).ShouldBe("");
        output.Forget();
        output.Show(canvas);
        Taken(bytes).ShouldBe("\e[?2026h\e[0m\e[2J\e[1Hvalue: 18 %\e[0m\e[?2026l");
    }

    [Fact]
    public void A_frame_is_one_write()
    {
        var emulator = new TerminalEmulator();
        var output = new TerminalOutput(emulator, ColorDepth.TrueColor, isUtf8: true);
        var canvas = new Canvas(200, 50);
        emulator.Resize(200, 50);
        canvas.Whole.Fill('x', new(new Rgb(1, 2, 3)));
        output.Show(canvas);
        emulator.WriteCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(ColorDepth.TrueColor, "\e[1;38;2;224;80;80m")]
    [InlineData(ColorDepth.Palette256, "\e[1;38;5;167m")]
    [InlineData(ColorDepth.Sixteen, "\e[1;91m")]
    [InlineData(ColorDepth.None, "\e[1m")]
    public void Colours_are_what_the_terminal_has(object depth, string sequence)
    {
        var (bytes, output, canvas) = Start((ColorDepth)depth);
        canvas.Whole.Write(0, 0, "x", new(new Rgb(0xe0, 0x50, 0x50), IsBold: true));
        output.Show(canvas);
        Taken(bytes).ShouldBe($"\e[?2026h\e[0m\e[2J\e[1H{sequence}x\e[0m\e[?2026l");
    }

    [Fact]
    public void Where_UTF_8_is_not_understood_only_ASCII_is_written()
    {
        var bytes = new MemoryStream();
        var output = new TerminalOutput(bytes, ColorDepth.None, isUtf8: false);
        var canvas = new Canvas(20, 1);
        canvas.Whole.Write(0, 0, "Käse 漢字 e\u0301🚀!");
        output.Show(canvas);
        Taken(bytes).ShouldContain("K?se ???? ???!");
    }

    [Fact]
    public void After_a_glyph_of_doubtful_width_the_next_is_put_where_it_belongs()
    {
        var (bytes, output, canvas) = Start(ColorDepth.None);
        canvas.Whole.Write(0, 0, "a🚀b");
        output.Show(canvas);
        Taken(bytes).ShouldContain("a🚀\e[1;4Hb");
    }

    [Fact]
    public void Thousands_of_frames_allocate_nothing()
    {
        var output = new TerminalOutput(Stream.Null, ColorDepth.Palette256, isUtf8: true);
        var canvas = new Canvas(200, 50);
        var values = new double[400];
        var allocated = new List<long>();
        for (var round = 0; round < 5; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++) Frame(i);
            allocated.Add(GC.GetAllocatedBytesForCurrentThread() - before);
        }
        // In the first rounds the buffer grows to the largest frame, and the framework compiles.
        allocated.ShouldContain(0, $"{string.Join(", ", allocated)} bytes");

        void Frame(int number)
        {
            for (var i = 0; i < values.Length; i++) values[i] = (number + i) * 7 % 100;
            canvas.Clear();
            Graph.Draw(canvas.Whole.Part(0, 0, 200, 20), values, 0, 100, Palette.Colored.Cpu, Glyphs.Braille);
            Span<char> text = stackalloc char[40];
            text.TryWrite($"frame {number} Ka\u0308se 漢字", out var length);
            canvas.Whole.Write(number % 50, 30, text[..length], Palette.Colored.Title);
            output.Show(canvas);
        }
    }

    private static (MemoryStream Bytes, TerminalOutput Output, Canvas Canvas) Start(ColorDepth depth)
    {
        var bytes = new MemoryStream();
        return (bytes, new(bytes, depth, isUtf8: true), new(20, 2));
    }

    private static string Taken(MemoryStream bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.ToArray());
        bytes.SetLength(0);
        return text;
    }

    private static bool ShowsAll(
        TerminalEmulator emulator, (int Width, int Height, bool IsCleared, (string, int, int, int)[] Drawing)[] frames)
    {
        var output = new TerminalOutput(emulator, ColorDepth.TrueColor, isUtf8: true);
        var canvas = new Canvas(0, 0);
        foreach (var (width, height, isCleared, drawing) in frames)
        {
            if (width != canvas.Width || height != canvas.Height) emulator.Resize(width, height);
            canvas.Resize(width, height);
            if (isCleared) canvas.Clear();
            foreach (var (text, x, y, style) in drawing) canvas.Whole.Write(x, y, text, _styles[style]);
            output.Show(canvas);
            if (!Shows(emulator, canvas)) return false;
        }
        return true;
    }

    private static bool Shows(TerminalEmulator emulator, Canvas canvas)
    {
        if (emulator.Text() != canvas.ToText()) return false;
        for (var y = 0; y < canvas.Height; y++)
            for (var x = 0; x < canvas.Width; x++)
                if (emulator.StyleAt(x, y) != canvas.Row(y)[x].Style) return false;
        return true;
    }
}
