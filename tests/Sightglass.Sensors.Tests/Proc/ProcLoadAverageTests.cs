using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Proc;
using Xunit;

namespace Sightglass.Sensors.Tests.Proc;

public sealed class ProcLoadAverageTests
{
    private const string Recorded = "3.85 2.66 3.60 2/145 1751\n";

    private static LoadAverage Parse(string text) => ProcLoadAverage.Parse(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void The_three_averages_are_read() => Parse(Recorded).ShouldBe(new LoadAverage(3.85, 2.66, 3.6));

    [Theory]
    [InlineData("")]
    [InlineData("1.00 2.00\n")]
    [InlineData("1.00 2.00 3.0")] // it may go on
    [InlineData("-1.00 2.00 3.00 1/2 3\n")]
    [InlineData("NaN 2.00 3.00 1/2 3\n")]
    [InlineData("1.00,2.00,3.00 1/2 3\n")]
    public void Rubbish_is_not_available(string text) => Parse(text).ShouldBe(LoadAverage.NotAvailable);

    [Fact]
    public void Any_bytes_give_possible_averages() => Rubbish.Of(Recorded, "0.00 ", "1.5").Sample(bytes =>
        ProcLoadAverage.Parse(bytes) is var load
        && (load == LoadAverage.NotAvailable || load is { OneMinute: >= 0, FiveMinutes: >= 0, FifteenMinutes: >= 0 }));
}
