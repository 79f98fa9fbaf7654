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

    [Theory]
    [InlineData("top-all-200x50", 200, 50)]
    [InlineData("top-all-120x40", 120, 40)]
    [InlineData("top-all-100x30", 100, 30)]
    public void All_panels_fit_together(string name, int width, int height) =>
        Approval.Verify(name, Pictures.Draw(Pictures.Everything(), width, height, Glyphs.Braille));

    [Theory]
    [InlineData("top-ascii-120x40")]
    public void In_ASCII_nothing_else_is_drawn(string name)
    {
        var picture = Pictures.Canvas(new Scene().WithCpu(8).WithMemory().WithDevices(), 120, 40,
            new(Palette.Plain, Glyphs.Ascii.WithoutColor())).ToText();
        picture.Where(letter => letter > 127).ShouldBeEmpty();
        Approval.Verify(name, picture);
    }

    [Fact]
    public void Blocks_without_colours_tell_the_parts_apart_by_their_fill() => Approval.Verify(
        "top-blocks-plain-100x30",
        Pictures.Canvas(new Scene().WithCpu(8).WithMemory(), 100, 30, new(Palette.Plain, Glyphs.Blocks.WithoutColor()),
            screen => screen.Press(ConsoleKey.M, 'm', false, new Scene().Moment)).ToText());

    [Theory]
    [InlineData("cpu", 100, 24)]
    [InlineData("cpu", 60, 14)]
    [InlineData("memory", 100, 24)]
    [InlineData("network", 100, 24)]
    [InlineData("network", 60, 14)]
    [InlineData("disk", 60, 14)]
    [InlineData("processes", 100, 24)]
    [InlineData("processes", 60, 14)]
    [InlineData("container", 60, 14)]
    [InlineData("publishers", 60, 24)]
    [InlineData("topic:boiler", 100, 24)]
    [InlineData("topic:boiler", 60, 14)]
    public void A_panel_alone_looks_as_approved(string panel, int width, int height) => Approval.Verify(
        $"panel-{panel.Replace(':', '-')}-{width}x{height}",
        Pictures.Draw(Pictures.Everything(), width, height + 2, Glyphs.Braille,
            screen => screen.Panels.Choose([panel])));

    [Fact]
    public void A_restart_and_a_suspend_are_gaps_and_values_that_are_missing_are_said_to_be_so()
    {
        var scene = new Scene().WithCpu(2, flags: i => i == 60 ? SampleFlags.Restarted : SampleFlags.None).WithMemory();
        scene.Add(Measuring.MachineTopics.Frequency, Measuring.FrequencyTopic.SchemaOf(2), (_, _, _) => { });
        Approval.Verify("top-gaps-100x30", Pictures.Draw(scene, 100, 30, Glyphs.Braille));
    }

    [Fact]
    public void A_topic_in_the_machines_place_is_shown_by_the_fields_that_it_has()
    {
        var pair = new SchemaBuilder().Add(Measuring.MachineTopics.CpuUtilization, FieldType.Float64, "1")
            .Add(Measuring.MachineTopics.MemoryUtilization, FieldType.Float64, "1").Build();
        var scene = new Scene { From = "old.server" };
        scene.Add("old.server", pair, (draft, schema, i) =>
        {
            Scene.Set(draft, schema, Measuring.MachineTopics.CpuUtilization, Scene.Busy(i));
            Scene.Set(draft, schema, Measuring.MachineTopics.MemoryUtilization, 0.4);
        });
        Approval.Verify("top-from-80x24", Pictures.Draw(scene, 80, 24, Glyphs.Braille));

        var stranger = Pictures.Draw(new Scene { From = "boiler" }.WithStranger("boiler"), 80, 24, Glyphs.Ascii);
        stranger.ShouldContain("boiler");
        stranger.ShouldNotContain("1cpu");
        stranger.Where(letter => letter > 127).ShouldBeEmpty("units have signs of their own in ASCII");
    }

    [Fact]
    public void An_array_of_many_elements_is_drawn_as_its_beginning()
    {
        var scene = new Scene().WithCpu(2);
        var schema = new SchemaBuilder().Add("many.v", FieldType.Float64, length: 100_000).Build();
        scene.Add("many", schema, (_, _, _) => { }, count: 2);
        Pictures.Draw(scene, 100, 60, Glyphs.Braille).ShouldContain("v[0]");
    }

    [Fact]
    public void The_cursor_reads_all_panels_at_its_moment()
    {
        var scene = Pictures.Everything();
        scene.Axis.SetCursor(Scene.Ago(24), Scene.NowNs, Scene.Ago(80)); // the spike of 95 %
        Approval.Verify("top-cursor-120x40", Pictures.Draw(scene, 120, 40, Glyphs.Braille));
    }

    [Theory]
    [InlineData(TopicState.Live, true)]
    [InlineData(TopicState.Died, false)]
    public void Colours_are_for_what_lives(TopicState state, bool isColored)
    {
        var scene = new Scene().WithCpu(2, state).WithMemory(state);
        var canvas = Pictures.Canvas(scene, 100, 30, new(Palette.Colored, Glyphs.Braille));
        var hasColor = false;
        for (var y = 0; y < canvas.Height; y++)
            foreach (var cell in canvas.Row(y)) hasColor |= cell.Style == Palette.Colored.Used.At(1);
        hasColor.ShouldBe(isColored);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(512)]
    public void At_any_size_it_draws_and_says_how_to_quit(int processors)
    {
        var scene = new Scene();
        if (processors > 0) scene.WithCpu(processors).WithMemory().WithDevices().WithProcesses();
        foreach (var width in (int[])[1, 7, 39, 40, 41, 59, 60, 61, 79, 80, 81, 132, 144, 250])
            for (var height = 1; height < 60; height += height < 30 ? 1 : 7)
            {
                var lines = Pictures.Draw(scene, width, height, Glyphs.Braille).TrimEnd('\n').Split('\n');
                if (width >= TopScreen.LeastCompactWidth && height >= TopScreen.LeastCompactHeight)
                    lines[^1].ShouldStartWith(" q quit  ? help", customMessage: $"{width}x{height}");
            }
    }
}

/// <summary>Draws scenes.</summary>
internal static class Pictures
{
    internal static Scene Everything() =>
        new Scene().WithCpu(8).WithMemory().WithDevices().WithProcesses().WithStranger("boiler");

    internal static string Draw(Scene scene, int width, int height, Glyphs glyphs, Action<TopScreen>? prepare = null) =>
        Canvas(scene, width, height, new(Palette.Colored, glyphs), prepare).ToText();

    internal static Canvas Canvas(Scene scene, int width, int height, Look look, Action<TopScreen>? prepare = null)
    {
        var screen = new TopScreen(look, scene.Axis)
        {
            Surroundings = new() { Host = "machine", Viewers = "nobody else watches", OwnUsage = 0.003 },
        };
        var canvas = new Canvas(width, height);
        screen.Draw(canvas, scene.Moment);
        prepare?.Invoke(screen); // keys mean what is on the screen
        screen.Draw(canvas, scene.Moment);
        return canvas;
    }
}
