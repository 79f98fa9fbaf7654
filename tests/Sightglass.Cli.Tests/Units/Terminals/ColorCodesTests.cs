using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Terminal;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Terminals;

public sealed class ColorCodesTests
{
    [Theory]
    [InlineData(0, 0, 0, 16, 0)]
    [InlineData(255, 255, 255, 231, 15)]
    [InlineData(128, 128, 128, 244, 7)]
    [InlineData(80, 80, 80, 239, 8)]
    [InlineData(255, 0, 0, 196, 9)]
    [InlineData(135, 175, 95, 107, 2)] // exactly one of the cube
    [InlineData(224, 80, 80, 167, 9)]
    [InlineData(214, 180, 76, 179, 11)]
    [InlineData(108, 192, 139, 72, 2)]
    [InlineData(56, 136, 200, 68, 6)]
    public void Each_colour_has_its_nearest(byte r, byte g, byte b, int palette256, int sixteen)
    {
        ColorCodes.Palette256(new(r, g, b)).ShouldBe(palette256);
        ColorCodes.Sixteen(new(r, g, b)).ShouldBe(sixteen);
    }

    [Fact]
    public void Any_colour_has_a_number() =>
        Gen.Select(Gen.Byte, Gen.Byte, Gen.Byte, (r, g, b) => new Rgb(r, g, b)).Sample(color =>
            ColorCodes.Palette256(color) is >= 16 and <= 255 && ColorCodes.Sixteen(color) is >= 0 and <= 15);
}
