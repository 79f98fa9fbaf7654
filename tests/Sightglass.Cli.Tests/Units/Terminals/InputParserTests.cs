using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Terminal;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Terminals;

/// <summary>What the console reads, character by character, and what is made of it.</summary>
public sealed class InputParserTests
{
    [Theory]
    [InlineData("q", "q")]
    [InlineData("é漢", "é漢")]
    [InlineData("\e", "Escape")] // alone
    [InlineData("[", "[")]
    [InlineData("\e[<0;10;5M", "Press(9,4)")]
    [InlineData("\e[<0;10;5m", "Release(9,4)")]
    [InlineData("\e[<32;11;5M", "Drag(10,4)")]
    [InlineData("\e[<64;1;1M\e[<65;1;1M", "WheelUp(0,0)WheelDown(0,0)")]
    [InlineData("\e[<20;1;1M", "Press(0,0)")] // with Shift and Control
    [InlineData("\e[<2;1;1M", "")] // the right button
    [InlineData("\e[<66;1;1M", "")] // a wheel that tilts
    [InlineData("\e[<0;223;400M", "Press(222,399)")]
    [InlineData("\e[<0;0;1M\e[<0;1M\e[<0;1;1;1M\e[<;;M\e[<-1;1;1M\e[<99999999999;1;1M", "")]
    [InlineData("a\e[<0;1;1Mb", "aPress(0,0)b")]
    [InlineData("\e[200~rm -rf\e[31m\eq\e[201~q", "q")] // pasted text does nothing
    [InlineData("\e[200~q\e[20\e[201~x", "x")]
    [InlineData("\e[I\e[O\e[?1;2c\e[1;5Zx", "x")] // sequences that nobody asked for
    [InlineData("\e[<0;1\e[<0;2;2Mx", "Press(1,1)x")] // one that broke off
    [InlineData("\e[<0;1;1\nx", "x")]
    [InlineData("\e[1234567890123456789012345678901234567890", "4567890")] // too long for one
    [InlineData("[<0;3;4M", "Press(2,3)")] // as it is read when the escape ended a chunk
    [InlineData("\eOQx", "Qx")]
    public void Characters_become_events(string read, string expected) => Parse(read).ShouldBe(expected);

    [Fact]
    public void Keys_that_the_console_knows_stay_as_they_are()
    {
        var parser = new InputParser();
        var key = parser.Take(new('\0', ConsoleKey.PageUp, shift: true, alt: false, control: false), () => true);
        key.ShouldBe(new InputEvent(new Key(ConsoleKey.PageUp, '\0', IsShifted: true), null));
    }

    [Fact]
    public void Rubbish_does_no_harm_and_keys_work_after_it() =>
        Gen.OneOf(Gen.Char, Gen.Char['\0', '~'], Gen.Const('\e'), Gen.Const('['), Gen.Const('<'), Gen.Const(';'),
            Gen.Const('2'), Gen.Const('M')).Array[0, 200].Sample(read =>
            {
                // The end of any paste, of any sequence, and a key.
                var events = Parse(new string(read) + "\e[201~\e[<0;1;1Mq");
                return events.EndsWith("Press(0,0)q", StringComparison.Ordinal);
            });

    [Fact]
    public void A_paste_without_an_end_ends_at_last() =>
        Parse("\e[200~" + new string('x', 1 << 20) + "q").ShouldBe("q");

    private static string Parse(string read)
    {
        var parser = new InputParser();
        var events = "";
        for (var i = 0; i < read.Length; i++)
        {
            var key = new ConsoleKeyInfo(read[i], read[i] == '\e' ? ConsoleKey.Escape : 0, false, false, false);
            if (parser.Take(key, () => i + 1 < read.Length) is not { } input) continue;
            events += input.Mouse is { } mouse ? $"{mouse.Kind}({mouse.X},{mouse.Y})"
                : input.Key!.Value.Letter == '\e' ? "Escape" : $"{input.Key!.Value.Letter}";
        }
        return events;
    }
}
