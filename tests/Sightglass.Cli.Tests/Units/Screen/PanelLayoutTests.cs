using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen;
using Sightglass.Cli.Screen.Panels;
using Xunit;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>Where panels go.</summary>
public sealed class PanelLayoutTests
{
    private static readonly Panel[] _panels =
        [new CpuPanel(), new MemoryPanel(), .. Enumerable.Range(0, 6).Select(i => new TopicPanel($"t{i}"))];

    [Fact]
    public void Panels_that_fit_fill_the_room_without_overlap() =>
        Gen.Select(Gen.Int[60, 400], Gen.Int[14, 150], Gen.Int[1, 8]).Sample((width, height, count) =>
        {
            var fitting = PanelLayout.Fitting(_panels.Take(count), width, height);
            var covered = new int[width, height];
            foreach (var place in PanelLayout.Arrange(fitting, width, height))
            {
                if (place.Width < place.Panel.Least.Width || place.Height < place.Panel.Least.Height) return false;
                for (var x = place.X; x < place.X + place.Width; x++)
                    for (var y = place.Y; y < place.Y + place.Height; y++)
                        covered[x, y]++;
            }
            return covered.Cast<int>().All(times => times == 1);
        });

    [Fact]
    public void What_does_not_fit_is_left_out_from_behind()
    {
        PanelLayout.Fitting(_panels, 80, 14).Select(panel => panel.Name).ShouldBe(["cpu", "memory", "topic:t0"]);
        PanelLayout.Fitting(_panels, 80, 8).Select(panel => panel.Name).ShouldBe(["cpu"]);
    }
}
