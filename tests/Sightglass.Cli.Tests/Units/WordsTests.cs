using Shouldly;
using Sightglass.Cli.Lines;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class WordsTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KiB")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(150 * 1024.0, "150 KiB")]
    [InlineData(16.0 * (1 << 30), "16 GiB")]
    [InlineData(15.63 * (1 << 30), "15.6 GiB")]
    [InlineData(1024.0 * 1024 * 1024 * 1024 * 1024 * 1024 * 5000, "5000 EiB")]
    [InlineData(double.NaN, "n/a")]
    public void Bytes_are_said_in_binary_units(double bytes, string text) => Words.Bytes(bytes).ShouldBe(text);

    /// <summary>Not "1024 KiB": what rounds up to the next unit is said in it.</summary>
    [Theory]
    [InlineData(1024 * 1024 - 1, "1 MiB")]
    [InlineData(1024.0 * 1024 * 1024 - 1, "1 GiB")]
    [InlineData(1023.4 * 1024, "1023 KiB")]
    public void Bytes_that_round_up_to_a_whole_unit_are_said_in_it(double bytes, string text) =>
        Words.Bytes(bytes).ShouldBe(text);

    [Theory]
    [InlineData(0, "0.0 %")]
    [InlineData(0.1234, "12.3 %")]
    [InlineData(1, "100.0 %")]
    [InlineData(double.NaN, "n/a")]
    public void Ratios_are_said_in_percent(double ratio, string text) => Words.Percent(ratio).ShouldBe(text);

    [Theory]
    [InlineData(-5, "0ms")]
    [InlineData(0.4, "0ms")]
    [InlineData(250, "250ms")]
    [InlineData(999.4, "999ms")]
    [InlineData(999.6, "1.0s")]
    [InlineData(1_000, "1.0s")]
    [InlineData(119_900, "119.9s")]
    [InlineData(119_990, "2m")]
    [InlineData(120_000, "2m")]
    [InlineData(7_199_000, "2h")]
    [InlineData(7_200_000, "2h")]
    public void Ages_are_said_in_the_unit_that_fits(double ms, string text) =>
        Words.Age(TimeSpan.FromMilliseconds(ms)).ShouldBe(text);

    [Fact]
    public void Times_are_RFC_3339_in_UTC() =>
        Words.Time(new DateTimeOffset(2026, 3, 4, 5, 6, 7, 89, TimeSpan.FromHours(2)))
            .ShouldBe("2026-03-04T03:06:07.089Z");

    [Fact]
    public void Counts_have_no_separators() => Words.Count(1_234_567).ShouldBe("1234567");

    [Fact]
    public void Every_state_and_access_has_its_word()
    {
        Enum.GetValues<TopicState>().Select(Words.State).ShouldBe(["live", "silent", "stopped", "died", "paused"]);
        Enum.GetValues<Access>().Select(Words.Access).ShouldBe(["owner", "everyone"]);
    }
}
