using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Memory;
using Xunit;

namespace Sightglass.Sensors.Tests.Memory;

public sealed class ArcStatsTests
{
    /// <summary>OpenZFS 2.2, shortened.</summary>
    private const string Recorded = """
        13 1 0x01 147 39984 4224321424 1031022811312
        name                            type data
        hits                            4    81729837
        c                               4    8589934592
        c_min                           4    1055350272
        c_max                           4    8589934592
        size                            4    4294967296
        compressed_size                 4    3758096384

        """;

    private static long? Parse(string text) => ArcStats.ParseReclaimable(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Reclaimable_is_the_size_less_the_least_size() => Parse(Recorded).ShouldBe(4294967296 - 1055350272);

    [Theory]
    [InlineData("size 4 100\nc_min 4 300\n", 0L)]
    [InlineData("size 4 100\n", null)]
    [InlineData("c_min 4 100\n", null)]
    [InlineData("size 4 x\nc_min 4 1\n", null)]
    [InlineData("size 4 -100\nc_min 4 1\n", null)]
    [InlineData("size 4 100\nc_min 4 1", null)]
    [InlineData("", null)]
    public void What_it_does_not_say_is_not_available(string text, long? expected) => Parse(text).ShouldBe(expected);

    [Fact]
    public void Any_bytes_are_parsed_without_an_exception() =>
        Rubbish.Of(Recorded, "size ", "c_min ").Sample(bytes => ArcStats.ParseReclaimable(bytes) is null or >= 0);
}
