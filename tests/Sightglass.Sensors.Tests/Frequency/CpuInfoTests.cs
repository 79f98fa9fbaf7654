using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Frequency;
using Xunit;

namespace Sightglass.Sensors.Tests.Frequency;

public sealed class CpuInfoTests
{
    private const string Recorded = "processor\t: 0\nvendor_id\t: GenuineIntel\ncpu MHz\t\t: 2596.134\n"
        + "flags\t\t: fpu vme\n\nprocessor\t: 3\ncpu MHz\t\t: 800.000\nbogomips\t: 5192.26\n\n";

    /// <summary>An ARM64 machine tells nothing of the kind.</summary>
    private const string Arm = "processor\t: 0\nBogoMIPS\t: 108.00\nCPU implementer\t: 0x41\n\n";

    private static double[] Parse(string text, bool expected)
    {
        double[] perLogical = [double.NaN, double.NaN, double.NaN, double.NaN];
        CpuInfo.Parse(Encoding.UTF8.GetBytes(text), perLogical).ShouldBe(expected);
        return perLogical;
    }

    [Fact]
    public void A_frequency_belongs_to_the_processor_named_before_it() =>
        Parse(Recorded, true).ShouldBe([2_596_134_000, double.NaN, double.NaN, 800_000_000]);

    [Theory]
    [InlineData(Arm)]
    [InlineData("")]
    [InlineData("cpu MHz : 800.0\n")] // of which processor?
    [InlineData("processor : 4\ncpu MHz : 800.0\n")] // has no place
    [InlineData("processor : -1\ncpu MHz : 800.0\n")]
    [InlineData("processor : 0\ncpu MHz : 0.000\n")]
    [InlineData("processor : 0\ncpu MHz : -800\n")]
    [InlineData("processor : 0\ncpu MHz : 1e99\n")]
    [InlineData("processor : 0\ncpu MHz : 800.0")] // it may go on
    public void What_is_no_frequency_is_not_available(string text) =>
        Parse(text, false).ShouldAllBeNaN();

    [Fact]
    public void Any_bytes_give_possible_frequencies() =>
        Rubbish.Of(Recorded, "processor\t: 1\n", "cpu MHz\t: ", "800.0\n").Sample(bytes =>
        {
            double[] perLogical = [double.NaN, double.NaN, double.NaN, double.NaN];
            CpuInfo.Parse(bytes, perLogical);
            return perLogical.All(hertz => double.IsNaN(hertz) || hertz is > 0 and < 1e12);
        });
}
