using Shouldly;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class DeadlinesTests
{
    [Fact]
    public void Lateness_does_not_add_up()
    {
        var deadlines = new Deadlines(first: 1000, interval: 100);
        for (var i = 0; i < 1000; i++)
        {
            deadlines.Next.ShouldBe(1000 + i * 100);
            deadlines.Meet(deadlines.Next + i % 100).ShouldBe(0);
        }
    }

    [Theory]
    [InlineData(99, 0, 100)]
    [InlineData(100, 0, 100)] // the next is due just now
    [InlineData(101, 1, 200)]
    [InlineData(200, 1, 200)]
    [InlineData(201, 2, 300)]
    [InlineData(1_000_000, 9_999, 1_000_000)]
    public void Those_that_have_passed_are_counted_and_not_made_up_for(long late, long missed, long next)
    {
        var deadlines = new Deadlines(first: 0, interval: 100);
        deadlines.Meet(late).ShouldBe(missed);
        deadlines.Next.ShouldBe(next);
    }
}
