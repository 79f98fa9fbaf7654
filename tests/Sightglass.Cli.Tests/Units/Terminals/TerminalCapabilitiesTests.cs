using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Terminal;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Terminals;

public sealed class TerminalCapabilitiesTests
{
    [Theory]
    [InlineData("TERM=xterm-256color COLORTERM=truecolor LANG=en_US.UTF-8", "TrueColor Braille")]
    [InlineData("TERM=xterm-256color LANG=C.utf8", "Palette256 Braille")]
    [InlineData("TERM=tmux-256color", "Palette256 Braille")]
    [InlineData("TERM=xterm-kitty LANG=C.UTF-8", "TrueColor Braille")]
    [InlineData("TERM=linux LANG=de_DE.UTF-8", "Sixteen Console")]
    [InlineData("TERM=ansi LANG=C.UTF-8", "Sixteen Braille")]
    [InlineData("TERM=vt220 LANG=C.UTF-8", "None Braille")]
    [InlineData("LANG=C.UTF-8", "None Braille")]
    [InlineData("TERM=xterm-256color LANG=C", "Palette256 Ascii")]
    [InlineData("TERM=xterm-256color LANG=C.UTF-8 LC_ALL=POSIX", "Palette256 Ascii")]
    [InlineData("TERM=xterm-256color LC_CTYPE=ja_JP.eucJP", "Palette256 Ascii")]
    [InlineData("TERM=linux LANG=C", "Sixteen Ascii")]
    [InlineData("TERM=xterm-256color NO_COLOR=1", "None Braille")]
    [InlineData("TERM=xterm-256color NO_COLOR=", "Palette256 Braille")]
    [InlineData("TERM=xterm-256color", "None Braille", "never")]
    [InlineData("TERM=xterm-256color NO_COLOR=1", "Palette256 Braille", "always")]
    [InlineData("TERM=vt220", "Sixteen Braille", "always")]
    [InlineData("TERM=xterm-256color", "Palette256 Ascii", "auto", true)]
    [InlineData("", "TrueColor Blocks", "auto", false, true)]
    [InlineData("WT_SESSION=x", "TrueColor Braille", "auto", false, true)]
    [InlineData("NO_COLOR=1", "None Blocks", "auto", false, true)]
    public void The_environment_says_what_the_terminal_can(
        string environment, string expected, string color = "auto", bool isAscii = false, bool isWindows = false)
    {
        var values = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='))
            .ToDictionary(pair => pair[0], pair => pair[1]);
        var can = TerminalCapabilities.Detect(color, isAscii, values.GetValueOrDefault, isWindows);
        var glyphs = can.Glyphs.GraphUp == Glyphs.Braille.GraphUp ? "Braille"
            : can.Glyphs.GraphUp == Glyphs.Blocks.GraphUp ? "Blocks"
            : can.Glyphs.GraphUp == Glyphs.Console.GraphUp ? "Console" : "Ascii";
        $"{can.Depth} {glyphs}".ShouldBe(expected);
        can.Palette.IsColored.ShouldBe(can.Depth != ColorDepth.None);
        can.IsUtf8.ShouldBe(glyphs != "Ascii");
        if (can.Depth == ColorDepth.None) can.Glyphs.Segments.ShouldNotBeEmpty("the parts of a bar differ in shape");
    }

    [Fact]
    public void All_symbols_of_the_ASCII_set_are_ASCII() =>
        Glyphs.Ascii.ToString().Where(c => c > '~').ShouldBeEmpty();
}
