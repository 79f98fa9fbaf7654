using Shouldly;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>Numbers with units as people read them.</summary>
public sealed class UnitsTests
{
    [Theory]
    [InlineData(0.123, "1", "12 %")]
    [InlineData(0.0123, "1", "1.2 %")]
    [InlineData(1, "1", "100 %")]
    [InlineData(double.NaN, "1", "n/a")]
    [InlineData(double.NaN, "By", "n/a")]
    [InlineData(1536, "By", "1.5 KiB")]
    [InlineData(1536, "By/s", "1.5 KiB/s")]
    [InlineData(2.4e9, "Hz", "2.40 GHz")]
    [InlineData(48.2, "Hz", "48.2 Hz")]
    [InlineData(81, "Cel", "81.0 °C")]
    [InlineData(0.00123, "s", "1.23 ms")]
    [InlineData(90, "s", "1.50 min")]
    [InlineData(0, "s", "0 s")]
    [InlineData(0.25, "s/s", "25 %")]
    [InlineData(12, "{operation}/s", "12.0 op/s")]
    [InlineData(8, "{cpu}", "8")]
    [InlineData(1, "{thread}", "1.00")]
    [InlineData(3, "{kill}", "3 kill")]
    [InlineData(1234567, "", "1.23M")]
    [InlineData(0, "", "0")]
    [InlineData(-5.5, "V", "-5.50 V")]
    [InlineData(double.PositiveInfinity, "V", "∞")]
    public void A_value_is_short_and_has_its_unit(double value, string unit, string text) =>
        Cli.Lines.Units.Format(value, unit).ShouldBe(text);

    [Theory]
    [InlineData(0.7, "1", 1)]
    [InlineData(1, "1", 1)]
    [InlineData(13, "Hz", 20)]
    [InlineData(34, "Hz", 50)]
    [InlineData(51, "Hz", 100)]
    [InlineData(0, "By/s", 1024)]
    [InlineData(5000, "By/s", 8192)]
    public void A_graph_has_a_round_top(double most, string unit, double top) =>
        Cli.Lines.Units.RoundUp(most, unit).ShouldBe(top, 1e-9);
}
