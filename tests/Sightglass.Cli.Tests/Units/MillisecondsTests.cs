using Shouldly;
using Sightglass.Cli.Serving;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Times as queries have them.</summary>
public sealed class MillisecondsTests
{
    private const long NowMs = 1_000_000_000;

    [Theory]
    [InlineData("2026-03-14T09:26:53Z", 1773480413000)]
    [InlineData("2026-03-14T09:26:53.589Z", 1773480413589)]
    [InlineData("2026-03-14T10:26:53+01:00", 1773480413000)]
    [InlineData("1773480413589", 1773480413589)]
    [InlineData("0", 0)]
    [InlineData("-5m", NowMs - 300_000)]
    [InlineData("-90s", NowMs - 90_000)]
    [InlineData("-250ms", NowMs - 250)]
    [InlineData("-1", NowMs - 1000)]
    public void Times_are_read(string text, long ms)
    {
        Milliseconds.TryParse(text, NowMs, out var read).ShouldBeTrue();
        read.ShouldBe(ms);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("--5m")]
    [InlineData("5m")]
    [InlineData("yesterday")]
    [InlineData("2026-03-14")]
    [InlineData("2026-03-14T09:26:53")]
    [InlineData("2026-13-14T09:26:53Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("99999999999999999999")]
    [InlineData("1e3")]
    [InlineData("-NaN")]
    public void What_is_no_time_is_not(string text) => Milliseconds.TryParse(text, NowMs, out _).ShouldBeFalse();
}
