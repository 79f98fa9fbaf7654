using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Proc;
using Xunit;

namespace Sightglass.Sensors.Tests.Proc;

public sealed class ProcPressureTests
{
    /// <summary>Linux 6.18, two processors, a build running.</summary>
    private const string Recorded = """
        some avg10=45.58 avg60=43.63 avg300=31.16 total=3104691674
        full avg10=1.35 avg60=0.42 avg300=0.40 total=23023828

        """;

    private static Pressure Parse(string text) => ProcPressure.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Percentages_become_ratios_and_microseconds_seconds()
    {
        var pressure = Parse(Recorded);
        pressure.Some.Ratio10s.ShouldBe(0.4558, 1e-12);
        pressure.Some.Ratio60s.ShouldBe(0.4363, 1e-12);
        pressure.Some.Ratio300s.ShouldBe(0.3116, 1e-12);
        pressure.Some.StalledSeconds.ShouldBe(3104.691674);
        pressure.Full.ShouldBe(new PressureLevel(1.35 / 100, 0.42 / 100, 0.40 / 100, 23.023828));
    }

    [Fact] // before Linux 5.13 the file of the CPU has no "full"
    public void A_line_that_is_missing_is_not_available()
    {
        var pressure = Parse("some avg10=0.00 avg60=0.00 avg300=0.00 total=0\n");
        pressure.Some.ShouldBe(new PressureLevel(0, 0, 0, 0));
        pressure.Full.ShouldBe(PressureLevel.NotAvailable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("some")]
    [InlineData("some avg10=1.00 avg60=1.00 avg300=1.00 total=5")] // the line may go on
    [InlineData("some avg10=-1 avg60=NaN avg300=inf total=-3\n")]
    [InlineData("some avg10=101 avg60=1e9 avg300= total=\n")]
    [InlineData("some avg10=1x avg60=1x avg300=1x total=1x\n")]
    [InlineData("some total=99999999999999999999\n")]
    [InlineData("something avg10=1.00 avg60=1.00 avg300=1.00 total=5\n")]
    public void Rubbish_is_not_available(string text) => Parse(text).Some.ShouldBe(PressureLevel.NotAvailable);

    [Fact]
    public void Any_bytes_give_possible_figures() =>
        Rubbish.Of(Recorded, "some ", "full ", " avg10=", " avg60=", " avg300=", " total=").Sample(bytes =>
        {
            var (some, full) = ProcPressure.Parse(bytes);
            return IsPossible(some) && IsPossible(full);
        });

    private static bool IsPossible(PressureLevel level) =>
        new[] { level.Ratio10s, level.Ratio60s, level.Ratio300s }.All(r => double.IsNaN(r) || r is >= 0 and <= 1)
        && (double.IsNaN(level.StalledSeconds) || level.StalledSeconds >= 0);
}
