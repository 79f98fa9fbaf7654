using Shouldly;
using Sightglass.Cli.Screen;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Panels;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>The whole screen against approved pictures.</summary>
public sealed class TopScreenPictureTests
{
    [Theory]
    [InlineData("top-200x50-live-8", 200, 50, 8, TopicState.Live)]
    [InlineData("top-120x30-live-64", 120, 30, 64, TopicState.Live)]
    [InlineData("top-120x30-live-512", 120, 30, 512, TopicState.Live)]
    [InlineData("top-80x24-live-2", 80, 24, 2, TopicState.Live)]
    [InlineData("top-80x24-silent-8", 80, 24, 8, TopicState.Silent)]
    [InlineData("top-80x24-died-8", 80, 24, 8, TopicState.Died)]
    [InlineData("top-80x24-paused-8", 80, 24, 8, TopicState.Paused)]
    [InlineData("top-59x15-live-8", 59, 15, 8, TopicState.Live)]
    [InlineData("top-40x6-live-8", 40, 6, 8, TopicState.Live)]
    [InlineData("top-39x5-live-8", 39, 5, 8, TopicState.Live)]
    [InlineData("top-39x5-died-8", 39, 5, 8, TopicState.Died)]
    public void The_screen_looks_as_approved(string name, int width, int height, int processors, TopicState state)
    {
        var scene = new Scene().WithCpu(processors, state).WithMemory(state);
        Approval.Verify(name, Pictures.Draw(scene, width, height, Glyphs.Braille));
    }

    [Fact]
    public void Without_any_topic_it_waits() =>
        Approval.Verify("top-80x24-nothing", Pictures.Draw(new Scene(), 80, 24, Glyphs.Braille));
}

/// <summary>Draws scenes.</summary>
internal static class Pictures
{
    internal static string Draw(Scene scene, int width, int height, Glyphs glyphs, Action<TopScreen>? prepare = null) =>
        Canvas(scene, width, height, new(Palette.Colored, glyphs), prepare).ToText();

    internal static Canvas Canvas(Scene scene, int width, int height, Look look, Action<TopScreen>? prepare = null)
    {
        var screen = new TopScreen(look, scene.Axis) { Surroundings = new() { Host = "machine", Viewers = "nobody else watches", OwnUsage = 0.003 } };
        prepare?.Invoke(screen);
        var canvas = new Canvas(width, height);
        screen.Draw(canvas, scene.Moment);
        return canvas;
    }
}
