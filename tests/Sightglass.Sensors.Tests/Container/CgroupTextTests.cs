using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Container;
using Xunit;

namespace Sightglass.Sensors.Tests.Container;

public sealed class CgroupTextTests
{
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void A_name_is_found_as_a_whole_word_at_the_start_of_its_line()
    {
        var text = Bytes("total_inactive_file 5\ninactive_file_x 6\n inactive_file 7\ninactive_file 8\nactive_file 9\n");
        CgroupText.Find(text, "inactive_file"u8).ShouldBe(8);
        CgroupText.Find(text, "active_file"u8).ShouldBe(9);
        CgroupText.Find(text, "file"u8).ShouldBeNull();
    }

    [Theory]
    [InlineData("a 5")] // the line may go on
    [InlineData("a\n")]
    [InlineData("a \n")]
    [InlineData("a -5\n")]
    [InlineData("a 5 6\n")]
    [InlineData("a 99999999999999999999\n")]
    public void What_is_no_number_is_null(string text) => CgroupText.Find(Bytes(text), "a"u8).ShouldBeNull();

    [Theory]
    [InlineData("max\n")]
    [InlineData("9223372036854771712\n")] // v1, pages of 4 KiB
    [InlineData("9223372036854710272\n")] // v1, pages of 64 KiB
    [InlineData("9223372036854775807\n")]
    [InlineData("-1\n")]
    [InlineData("")]
    [InlineData("536870912")] // cut short
    public void Unlimited_is_no_number(string text) => CgroupText.ParseLimit(Bytes(text)).ShouldBeNull();

    [Fact]
    public void A_limit_is_its_bytes() => CgroupText.ParseLimit(Bytes("536870912\n")).ShouldBe(536870912);

    [Theory]
    [InlineData("150000 100000\n", 1.5)]
    [InlineData("5000 100000\n", 0.05)]
    [InlineData("max 100000\n", double.NaN)]
    [InlineData("0 100000\n", double.NaN)]
    [InlineData("100000 0\n", double.NaN)]
    [InlineData("100000\n", double.NaN)]
    [InlineData("100000 100000", double.NaN)]
    [InlineData("\n1 1\n", double.NaN)]
    [InlineData("", double.NaN)]
    public void Processors_are_quota_over_period(string text, double expected) =>
        CgroupText.ParseCpuMax(Bytes(text)).ShouldBe(expected);

    [Fact]
    public void A_quota_of_minus_one_is_no_limit()
    {
        CgroupText.Ratio(CgroupText.ParseNumber(Bytes("-1\n")), 100000).ShouldBe(double.NaN);
        CgroupText.Ratio(250000, 100000).ShouldBe(2.5);
    }

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() =>
        Rubbish.Of("usage_usec 5\nnr_periods 7\n", "usage_usec ", "max", "max 100000\n").Sample(bytes =>
            CgroupText.Find(bytes, "usage_usec"u8) is null or >= 0 && CgroupText.ParseLimit(bytes) is null or >= 0
            && !(CgroupText.ParseCpuMax(bytes) <= 0));
}
