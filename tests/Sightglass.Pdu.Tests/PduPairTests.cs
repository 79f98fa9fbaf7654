using Shouldly;
using Xunit;

namespace Sightglass.Pdu.Tests;

public sealed class PduPairTests
{
    [Theory]
    [InlineData(0u, 0.0)]
    [InlineData(100u, 100.0)]
    [InlineData(43u, 12.5)]
    public void A_pair_that_a_machine_can_have_is_plausible(uint memory, double cpu)
    {
        var pair = new PduPair(memory, cpu);
        (pair.IsPlausible, pair.Fault).ShouldBe((true, null));
    }

    [Theory]
    [InlineData(101u, 50.0, "MemoryPercent is 101")]
    [InlineData(uint.MaxValue, 50.0, "MemoryPercent is 4294967295")]
    [InlineData(43u, 100.5, "CpuPercent is 100.5")]
    [InlineData(43u, -0.1, "CpuPercent is -0.1")]
    [InlineData(43u, double.NaN, "CpuPercent is NaN")]
    [InlineData(43u, double.PositiveInfinity, "CpuPercent is Infinity")]
    [InlineData(43u, double.NegativeInfinity, "CpuPercent is -Infinity")]
    public void A_pair_that_no_machine_can_have_is_refused_with_a_word(uint memory, double cpu, string word)
    {
        var pair = new PduPair(memory, cpu);
        pair.IsPlausible.ShouldBeFalse();
        pair.Fault.ShouldNotBeNull().ShouldStartWith(word);
    }

    [Fact]
    public void Memory_is_cut_to_whole_percents_and_no_percent_is_lost_to_rounding()
    {
        for (var percent = 0u; percent <= 100; percent++)
        {
            PduPair.FromRatios(0.5, percent / 100.0).MemoryPercent.ShouldBe(percent);
            PduPair.FromRatios(0.5, percent / 100.0 * 0.9999 + 0.00005).MemoryPercent
                .ShouldBe((uint)(percent * 0.9999 + 0.005));
        }
        PduPair.FromRatios(0.125, 0.4399).ShouldBe(new PduPair(43, 12.5));
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(0.5, double.NaN)]
    [InlineData(1.01, 0.5)]
    [InlineData(0.5, -0.01)]
    public void What_is_not_available_cannot_become_a_pair(double cpu, double memory) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PduPair.FromRatios(cpu, memory));
}
