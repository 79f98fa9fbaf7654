using Shouldly;
using Sightglass.Cli.Screen;
using Sightglass.Cli.Screen.Drawing;
using Sightglass.Cli.Screen.Panels;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>What keys and the mouse change on the screen.</summary>
public sealed class TopScreenKeysTests
{
    private readonly Scene _scene = Pictures.Everything();
    private readonly Canvas _canvas = new(120, 40);
    private readonly TopScreen _screen;

    public TopScreenKeysTests()
    {
        _screen = new(new Look(Palette.Colored, Glyphs.Braille), _scene.Axis);
        Draw();
    }

    [Fact]
    public void A_number_hides_a_panel_and_shows_it_again()
    {
        Press("2").ShouldNotContain("²memory");
        Press("2").ShouldContain("²memory");
        _screen.Panels.Names.ShouldBe(
            ["cpu", "memory", "network", "disk", "processes", "container", "publishers", "topic:boiler"]);
    }

    [Fact]
    public void The_number_of_a_panel_that_is_not_there_does_nothing()
    {
        Press("9");
        _screen.Panels.Chosen.ShouldBeNull();
    }

    [Fact]
    public void The_selected_panel_tells_its_keys_at_the_foot()
    {
        Draw().ShouldNotContain("m modes");
        Press(ConsoleKey.Tab).ShouldContain("m modes");
        Press("m").ShouldContain("m total");
        Press(ConsoleKey.Escape).ShouldNotContain("m total");
    }

    [Fact]
    public void An_enlarged_panel_is_alone_and_Tab_goes_through_all()
    {
        Press("e").ShouldNotContain("²memory");
        Press(ConsoleKey.Tab).ShouldContain("²memory");
        for (var i = 0; i < 6; i++) Press(ConsoleKey.Tab);
        Draw().ShouldContain("⁸boiler");
        Press(ConsoleKey.Tab).ShouldContain("¹cpu");
        Press("e").ShouldContain("²memory");
    }

    [Fact]
    public void A_moved_panel_stays_where_it_was_put()
    {
        Press(ConsoleKey.Tab);
        Press(ConsoleKey.Tab);
        Press("<");
        _screen.Panels.Names.Take(2).ShouldBe(["memory", "cpu"]);
        Press("r");
        _screen.Panels.Names.ShouldBeEmpty();
        PlaceOf("²memory").ShouldBeGreaterThan(PlaceOf("¹cpu"));
    }

    [Fact]
    public void A_chosen_topic_that_is_not_there_keeps_its_place()
    {
        _screen.Panels.Choose(["topic:engine", "memory", "cpu"]);
        Draw().ShouldNotContain("engine");
        _screen.Panels.Names.ShouldBe(["memory", "cpu", "topic:engine"]);
        _scene.WithStranger("engine");
        PlaceOf("engine").ShouldBeLessThan(PlaceOf("²memory"));
        _screen.Panels.Names.ShouldBe(["topic:engine", "memory", "cpu"]);
    }

    [Fact]
    public void Processes_are_sorted_by_key_and_by_clicks_on_the_titles()
    {
        _screen.Panels.Choose(["processes"]);
        Order(Draw()).ShouldBe(["postgres", "family"]);
        Order(Press("s")).ShouldBe(["family", "postgres"], "by memory");
        var (x, y) = Find("PID");
        Click(x, y);
        Order(Draw()).ShouldBe(["postgres", "family"]);
        Click(x, y);
        Order(Draw()).ShouldBe(["family", "postgres"], "the other way round");
    }

    [Fact]
    public void A_filter_is_typed_and_its_letters_are_no_keys()
    {
        _screen.Panels.Choose(["processes"]);
        Draw();
        Press("/");
        foreach (var letter in "q2POST")
            _screen.Press(ConsoleKey.None, letter, false, _scene.Moment).ShouldBe(ScreenRequest.None);
        Draw().ShouldContain("filter: q2POST_");
        for (var i = 0; i < 6; i++) Press(ConsoleKey.Backspace);
        foreach (var letter in "POST") Press($"{letter}");
        var screen = Press(ConsoleKey.Enter);
        screen.ShouldContain("postgres");
        screen.ShouldNotContain("family");
        _screen.Press(ConsoleKey.Q, 'q', false, _scene.Moment).ShouldBe(ScreenRequest.Quit);
    }

    [Fact]
    public void The_wheel_scrolls_rows_and_zooms_elsewhere()
    {
        _screen.Panels.Choose(["cpu", "topic:boiler"]);
        _canvas.Resize(80, 16);
        Draw().ShouldContain("12.4 bar");
        var (x, y) = Find("temperature");
        _screen.Wheel(x, y, +1, _scene.Moment);
        Draw().ShouldNotContain("12.4 bar", customMessage: "the first row is above now");
        _screen.Wheel(5, 2, +1, _scene.Moment);
        Draw().ShouldContain("2m window");
        _screen.Wheel(5, 2, -1, _scene.Moment);
        _screen.Wheel(5, 2, -1, _scene.Moment);
        Draw().ShouldContain("30s window");
    }

    [Theory]
    [InlineData('q', ScreenRequest.Quit)]
    [InlineData('+', ScreenRequest.Faster)]
    [InlineData('-', ScreenRequest.Slower)]
    [InlineData('p', ScreenRequest.SwitchProcesses)]
    internal void Some_keys_ask_the_program(char letter, ScreenRequest request) =>
        _screen.Press(ConsoleKey.None, letter, false, _scene.Moment).ShouldBe(request);

    [Fact]
    public void Escape_goes_back_step_by_step()
    {
        Press("e");
        Press(ConsoleKey.LeftArrow).ShouldContain(" ago");
        Press(ConsoleKey.Escape).ShouldContain("every 1s");
        Draw().ShouldNotContain("²memory");
        Press(ConsoleKey.Escape).ShouldContain("²memory");
    }

    [Fact]
    public void The_cursor_marks_its_column_in_every_graph()
    {
        Cursors().ShouldBe(0);
        for (var i = 0; i < 30; i++) Press(ConsoleKey.LeftArrow);
        // Rows of the graphs of cpu, memory, network, disk, container and each value of the boiler.
        Cursors().ShouldBeGreaterThan(15);

        int Cursors()
        {
            var count = 0;
            for (var y = 0; y < _canvas.Height; y++)
                foreach (var cell in _canvas.Row(y))
                    if (cell.Style.Background is not null) count++;
            return count;
        }
    }

    [Theory]
    [InlineData(1000, -1, 500)]
    [InlineData(1000, +1, 2000)]
    [InlineData(700, -1, 500)]
    [InlineData(10, -1, null)]
    [InlineData(60_000, +1, null)]
    public void The_interval_goes_in_steps(int fromMs, int direction, int? toMs) =>
        PublisherCalls.Step(TimeSpan.FromMilliseconds(fromMs), direction)
            .ShouldBe(toMs is { } ms ? TimeSpan.FromMilliseconds(ms) : null);

    private static string[] Order(string screen) =>
        [.. new[] { "postgres", "family" }.OrderBy(name => screen.IndexOf(name, StringComparison.Ordinal))];

    private int PlaceOf(string text) => Draw().IndexOf(text, StringComparison.Ordinal);

    private string Draw()
    {
        _screen.Draw(_canvas, _scene.Moment);
        return _canvas.ToText();
    }

    private string Press(string letter)
    {
        _screen.Press(ConsoleKey.None, letter[0], false, _scene.Moment);
        return Draw();
    }

    private string Press(ConsoleKey key)
    {
        _screen.Press(key, '\0', false, _scene.Moment);
        return Draw();
    }

    private void Click(int x, int y) => _screen.Click(x, y);

    private (int X, int Y) Find(string text)
    {
        var lines = Draw().Split('\n');
        var y = Array.FindIndex(lines, line => line.Contains(text, StringComparison.Ordinal));
        return (lines[y].IndexOf(text, StringComparison.Ordinal), y);
    }
}
