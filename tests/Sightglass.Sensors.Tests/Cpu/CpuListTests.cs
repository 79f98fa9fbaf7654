using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Cpu;
using Xunit;

namespace Sightglass.Sensors.Tests.Cpu;

public sealed class CpuListTests
{
    [Theory]
    [InlineData("0\n", 0)]
    [InlineData("0-1\n", 1)]
    [InlineData("0-127", 127)]
    [InlineData("0,2-3,8-11\n", 11)]
    [InlineData("8-11,0\n", 11)]
    public void The_highest_number_is_found(string text, int expected)
    {
        CpuList.TryParseHighest(Encoding.UTF8.GetBytes(text), out int highest).ShouldBeTrue();
        highest.ShouldBe(expected);
    }

    [Theory]
    [InlineData("0\n", 1)]
    [InlineData("0-127", 128)]
    [InlineData("0,2-3,8-11\n", 7)]
    [InlineData("4,0-1", 3)]
    public void The_numbers_are_counted(string text, int expected)
    {
        CpuList.TryCount(Encoding.UTF8.GetBytes(text), out int count).ShouldBeTrue();
        count.ShouldBe(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("-1")]
    [InlineData("0-")]
    [InlineData("0,,1")]
    [InlineData("0-x")]
    [InlineData("0 1")]
    [InlineData("8192")]
    [InlineData("99999999999")]
    public void What_is_no_list_is_refused(string text) =>
        CpuList.TryParseHighest(Encoding.UTF8.GetBytes(text), out _).ShouldBeFalse();

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() =>
        Rubbish.Of("0,2-3,8-11\n").Sample(bytes =>
            !CpuList.TryParseHighest(bytes, out int highest) || highest is >= 0 and < CpuReading.MaxLimit);
}
