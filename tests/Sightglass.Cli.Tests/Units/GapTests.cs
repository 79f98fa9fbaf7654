using Shouldly;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class GapTests
{
    private const long Second = 1_000_000_000;

    [Theory]
    [InlineData(Second, 0, false)]
    [InlineData(3 * Second, 0, false)] // late, and still what was asked for
    [InlineData(3 * Second + 1, 0, true)]
    [InlineData(Second, Second / 2, false)] // two clocks are never read at one moment
    [InlineData(Second, Second / 2 + 1, true)] // it slept: the stopwatch shows nothing of that
    [InlineData(0, 8 * 3600 * Second, true)]
    public void More_than_three_intervals_or_a_sleep_of_the_machine_is_a_gap(long elapsed, long asleep, bool expected) =>
        Gap.IsBetween(elapsed, Second, asleep).ShouldBe(expected);
}
