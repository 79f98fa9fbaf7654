using Shouldly;
using Sightglass.Cli.Screen.Model;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>Zoom, freeze and the cursor.</summary>
public sealed class TimeAxisTests
{
    private static readonly TimeSpan _history = TimeSpan.FromMinutes(8);
    private static readonly long _oldestNs = Scene.Ago(480);
    private readonly TimeAxis _axis = new();

    [Fact]
    public void It_zooms_from_30_seconds_to_the_whole_history()
    {
        for (var i = 0; i < 20; i++) _axis.Zoom(-1, _history);
        _axis.Window.ShouldBe(TimeSpan.FromSeconds(30));
        for (var i = 0; i < 20; i++) _axis.Zoom(+1, _history);
        _axis.Window.ShouldBe(TimeSpan.FromMinutes(10), "the first that shows all");
    }

    [Fact]
    public void Frozen_time_stands_still_and_goes_on()
    {
        _axis.EndNs(Scene.NowNs).ShouldBe(Scene.NowNs);
        _axis.ToggleFreeze(Scene.NowNs);
        _axis.EndNs(Scene.NowNs + 5).ShouldBe(Scene.NowNs);
        _axis.ToggleFreeze(Scene.NowNs + 5);
        _axis.EndNs(Scene.NowNs + 5).ShouldBe(Scene.NowNs + 5);
    }

    [Fact]
    public void The_cursor_moves_back_freezes_and_takes_the_axis_along()
    {
        _axis.MoveCursor(-10, Scene.NowNs, _oldestNs);
        _axis.CursorNs.ShouldBe(Scene.Ago(6));
        _axis.IsFrozen.ShouldBeTrue();
        _axis.EndNs(Scene.NowNs + 99).ShouldBe(Scene.NowNs);
        _axis.MoveCursor(-100, Scene.NowNs, _oldestNs);
        _axis.CursorNs.ShouldBe(Scene.Ago(66));
        _axis.EndNs(Scene.NowNs).ShouldBe(Scene.Ago(6), "the cursor is at the left edge");
    }

    [Fact]
    public void The_cursor_stops_at_the_oldest_sample_and_is_live_beyond_the_newest()
    {
        _axis.MoveCursor(-10_000, Scene.NowNs, _oldestNs);
        _axis.CursorNs.ShouldBe(_oldestNs);
        _axis.MoveCursor(+10_000, Scene.NowNs, _oldestNs);
        _axis.CursorNs.ShouldBeNull();
        _axis.IsFrozen.ShouldBeFalse();
    }
}
