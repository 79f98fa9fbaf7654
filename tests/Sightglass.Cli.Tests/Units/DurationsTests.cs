using CsCheck;
using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class DurationsTests
{
    private static readonly string[] _units = ["ms", "s", "m", "h"];

    [Theory]
    [InlineData("250ms", 250)]
    [InlineData("0.5ms", 0.5)]
    [InlineData("1s", 1_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("10m", 600_000)]
    [InlineData("1h", 3_600_000)]
    [InlineData("24h", 86_400_000)]
    [InlineData("7", 7_000)]
    [InlineData("0", 0)]
    [InlineData(".5s", 500)]
    [InlineData("8760h", 365 * 86_400_000.0)]
    public void A_number_with_its_unit_is_a_time(string text, double ms)
    {
        Durations.TryParse(text, out var duration).ShouldBeTrue();
        duration.TotalMilliseconds.ShouldBe(ms);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("s")]
    [InlineData("ms")]
    [InlineData("five")]
    [InlineData("5x")]
    [InlineData("5 s")]
    [InlineData(" 5s")]
    [InlineData("5S")]
    [InlineData("1d")]
    [InlineData("-1s")]
    [InlineData("+1s")]
    [InlineData("1,5s")]
    [InlineData("1.5.5s")]
    [InlineData("1e3s")]
    [InlineData("1m30s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("-Infinitys")]
    [InlineData("8761h")]
    [InlineData("99999999999999999999999999999999999h")]
    public void Anything_else_is_refused(string text) => Durations.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void What_is_written_is_read_back_exactly() =>
        Gen.Long[0, TimeSpan.FromDays(365).Ticks].Sample(ticks =>
            Durations.TryParse(Durations.Format(new(ticks)), out var again) && again.Ticks == ticks);

    [Fact]
    public void Whole_units_are_read_back_exactly() =>
        Gen.Select(Gen.Int[1, 8760], Gen.Int[0, 3].Select(i => _units[i])).Sample(given =>
        {
            Durations.TryParse($"{given.Item1}{given.Item2}", out var duration).ShouldBeTrue();
            Durations.TryParse(Durations.Format(duration), out var again).ShouldBeTrue();
            again.ShouldBe(duration);
        });

    [Fact]
    public void Any_text_is_read_or_refused_and_never_throws() => Gen.String.Sample(text =>
    {
        _ = Durations.TryParse(text, out var duration);
        duration.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
    });

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(10, "10ms")]
    [InlineData(100, "100ms")]
    [InlineData(999.5, "999.5ms")]
    [InlineData(1_000, "1s")]
    [InlineData(1_500, "1.5s")]
    [InlineData(60_000, "1m")]
    [InlineData(90_000, "90s")]
    [InlineData(125_000, "125s")]
    [InlineData(600_000, "10m")]
    [InlineData(3_600_000, "1h")]
    [InlineData(86_400_000, "24h")]
    public void A_time_is_written_in_the_shortest_form(double ms, string text) =>
        Durations.Format(TimeSpan.FromMilliseconds(ms)).ShouldBe(text);
}
