using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Processes;
using Xunit;

namespace Sightglass.Sensors.Tests.Processes;

public sealed class ProcPidStatTests
{
    internal const string Recorded = "1751 (cat) R 1700 1751 1700 34816 1751 4194304 92 0 0 0 7 5 0 0 20 0 1 0 "
        + "9876543 2359296 210 18446744073709551615 1 1 0 0 0 0 0 0 0 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    private static (string Name, long Ticks, long Start, long Pages)? Parse(string text) =>
        ProcPidStat.TryParse(Encoding.UTF8.GetBytes(text), out var stat)
            ? (Encoding.UTF8.GetString(stat.Name), stat.Ticks, stat.StartTicks, stat.ResidentPages) : null;

    [Fact]
    public void Name_times_and_memory_are_read_from_their_fields() =>
        Parse(Recorded).ShouldBe(("cat", 12, 9876543, 210));

    [Theory]
    [InlineData("a) R 1 (b")]
    [InlineData(":-) (")]
    [InlineData("")]
    [InlineData("two words")]
    public void A_name_may_hold_anything(string name) =>
        Parse(Recorded.Replace("(cat)", $"({name})", StringComparison.Ordinal)).ShouldBe((name, 12, 9876543, 210));

    [Fact]
    public void A_text_cut_anywhere_gives_all_or_nothing()
    {
        for (int length = 0; length < Recorded.Length; length++)
            (Parse(Recorded[..length]) is null or ("cat", 12, 9876543, 210)).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("1 cat R 1")]
    [InlineData("1 )cat( R 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25")]
    public void Rubbish_is_no_process(string text) => Parse(text).ShouldBeNull();

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() => Rubbish.Of(Recorded, "(", ") ").Sample(bytes =>
        !ProcPidStat.TryParse(bytes, out var stat) || (stat.Ticks >= 0 && stat.ResidentPages >= 0));
}
