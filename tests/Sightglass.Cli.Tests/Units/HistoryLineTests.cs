using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class HistoryLineTests
{
    [Fact]
    public void Ratios_become_blocks_and_the_newest_is_at_the_right() =>
        HistoryLine.Line([0, 0.124, 0.126, 0.5, 0.99, 1], 8, isUnicode: true).ShouldBe("  ▁▁▂▅██");

    [Fact]
    public void The_same_in_ASCII() => HistoryLine.Line([0, 0.126, 0.5, 0.99, 1], 5, isUnicode: false).ShouldBe("_.+@@");

    [Fact]
    public void What_is_not_available_is_a_gap() =>
        HistoryLine.Line([1, double.NaN, 1], 3, isUnicode: true).ShouldBe("█ █");

    [Fact]
    public void Only_the_newest_that_fit_are_drawn() =>
        HistoryLine.Line([1, 1, 1, 0, 0], 2, isUnicode: true).ShouldBe("▁▁");

    [Fact]
    public void Nothing_yet_is_an_empty_line() => HistoryLine.Line([], 4, isUnicode: true).ShouldBe("    ");

    [Fact]
    public void Any_history_gives_a_line_of_the_width() =>
        Gen.Select(Gen.Double.List[0, 50], Gen.Int[0, 60], Gen.Bool).Sample((history, width, isUnicode) =>
            HistoryLine.Line(history, width, isUnicode).Length == width);
}
