using System.Runtime.CompilerServices;
using Shouldly;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Interop;
using Xunit;

namespace Sightglass.Sensors.Tests.Container;

public sealed class JobLimitTests
{
    [Theory]
    [InlineData(10_000u, 8, 8.0)]
    [InlineData(2_500u, 8, 2.0)]
    [InlineData(1u, 1, 0.0001)]
    [InlineData(0u, 8, double.NaN)]
    [InlineData(10_001u, 8, double.NaN)]
    [InlineData(5_000u, 0, double.NaN)]
    public void A_rate_is_hundredths_of_a_percent_of_all_processors(uint rate, int processors, double expected) =>
        JobLimit.Processors(rate, processors).ShouldBe(expected);

    [Fact]
    public void Structures_have_the_sizes_that_Windows_writes()
    {
#pragma warning disable CA1416 // their sizes are the same everywhere
        Unsafe.SizeOf<JobObjects.JOBOBJECT_BASIC_ACCOUNTING_INFORMATION>().ShouldBe(48);
        Unsafe.SizeOf<JobObjects.JOBOBJECT_EXTENDED_LIMIT_INFORMATION>().ShouldBe(144);
        Unsafe.SizeOf<JobObjects.JOBOBJECT_CPU_RATE_CONTROL_INFORMATION>().ShouldBe(8);
#pragma warning restore CA1416
    }
}
