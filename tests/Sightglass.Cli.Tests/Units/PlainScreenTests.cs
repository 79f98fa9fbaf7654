using Shouldly;
using Sightglass.Cli.Screen;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>
/// The plain screen against approved pictures. What differs is written into received/ beside the tests.
/// </summary>
public sealed class PlainScreenTests
{
    private static readonly DateTimeOffset _now = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    [Theory]
    [InlineData("120x30-live-8", 120, 30, 8, TopicState.Live, true)]
    [InlineData("120x30-live-200", 120, 30, 200, TopicState.Live, true)]
    [InlineData("120x30-live-2-ascii", 120, 30, 2, TopicState.Live, false)]
    [InlineData("80x24-live-2", 80, 24, 2, TopicState.Live, true)]
    [InlineData("80x24-live-8-ascii", 80, 24, 8, TopicState.Live, false)]
    [InlineData("80x24-live-200", 80, 24, 200, TopicState.Live, true)]
    [InlineData("80x24-silent-8", 80, 24, 8, TopicState.Silent, true)]
    [InlineData("80x24-stopped-8", 80, 24, 8, TopicState.Stopped, true)]
    [InlineData("80x24-died-8", 80, 24, 8, TopicState.Died, true)]
    [InlineData("80x24-nothing-yet", 80, 24, 0, TopicState.Live, true)]
    [InlineData("40x8-live-1", 40, 8, 1, TopicState.Live, true)]
    [InlineData("40x8-live-8", 40, 8, 8, TopicState.Live, true)]
    [InlineData("40x8-died-8-ascii", 40, 8, 8, TopicState.Died, false)]
    [InlineData("30x5-too-small", 30, 5, 8, TopicState.Live, true)]
    public void The_screen_looks_as_approved(string name, int width, int height, int processors, TopicState state,
        bool isUnicode)
    {
        var drawn = Drawing.Draw(Drawing.View(processors, state), width, height, isUnicode, _now);
        var received = string.Join('\n', drawn) + "\n";
        using var stream = typeof(PlainScreenTests).Assembly.GetManifestResourceStream(name + ".txt");
        var approved = stream is null ? "(nothing)" : new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n");
        if (received == approved) return;
        var directory = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "received")).FullName;
        File.WriteAllText(Path.Combine(directory, name + ".txt"), received);
        Assert.Fail($"{name} looks otherwise. Approved:\n{approved}\nReceived, also in {directory}:\n{received}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(200)]
    public void At_any_size_all_fits_and_says_who_publishes_and_how_to_quit(int processors)
    {
        var view = Drawing.View(processors, TopicState.Died);
        foreach (var width in (int[])[40, 41, 60, 79, 80, 81, 132, 250])
            for (var height = PlainScreen.LeastHeight; height < 45; height++)
            {
                var lines = Drawing.Draw(view, width, height, isUnicode: true, _now);
                var size = $"{width}x{height}";
                lines.Length.ShouldBeLessThanOrEqualTo(height, size);
                lines.Max(l => l.Length).ShouldBeLessThanOrEqualTo(width, size);
                lines[^1].ShouldStartWith("q quit   + faster   - slower", customMessage: size);
                lines.Any(l => l.StartsWith("system.cpu: ")).ShouldBeTrue(size);
            }
    }

    [Fact]
    public void Values_that_are_not_available_are_said_to_be_so() =>
        string.Join('\n', Drawing.Draw(new MachineView(), 80, 24, true, _now))
            .ShouldContain("n/a of n/a, available n/a");

    [Fact]
    public void Colours_show_how_busy_it_is_and_only_while_it_lives()
    {
        // Half, yellow; 90 percent, red; old values, grey: the numbers of the standard palette.
        Drawing.DrawInColor(Drawing.View(2, TopicState.Live), 80, 24, _now).ShouldContain("\e[38;5;9m");
        Drawing.DrawInColor(Drawing.View(2, TopicState.Died), 80, 24, _now).ShouldNotContain("\e[38;5;9m");
    }
}
