using CsCheck;
using Shouldly;
using Sightglass.Sensors.Counters;
using Xunit;

namespace Sightglass.Sensors.Tests.Counters;

public sealed class MonotonicCounterTests
{
    private const long LargestFall = 10;
    private MonotonicCounter _counter;

    private long? Advance(long now) => _counter.TryAdvance(now, LargestFall, out long gain) ? gain : null;

    [Fact]
    public void The_first_value_is_taken_as_it_is_and_no_gain()
    {
        Advance(1000).ShouldBeNull();
        _counter.Value.ShouldBe(1000);
        Advance(1007).ShouldBe(7);
        _counter.Value.ShouldBe(1007);
    }

    [Fact]
    public void A_step_back_gains_nothing_and_no_tick_counts_twice()
    {
        Advance(1000);
        Advance(995).ShouldBe(0);
        Advance(1000).ShouldBe(0);
        Advance(1003).ShouldBe(3);
        _counter.Value.ShouldBe(1003);
    }

    [Fact]
    public void A_counter_that_started_anew_has_no_gain_and_goes_on_from_there()
    {
        Advance(1000);
        Advance(5).ShouldBeNull();
        _counter.Value.ShouldBe(1000);
        Advance(25).ShouldBe(20);
        _counter.Value.ShouldBe(1020);
    }

    [Fact]
    public void Whatever_it_is_given_it_never_falls() => Gen.Long[0, 1L << 56].Array[1, 50].Sample(values =>
    {
        var counter = new MonotonicCounter();
        long last = 0;
        foreach (long value in values)
        {
            counter.TryAdvance(value, LargestFall, out long gain);
            if (counter.Value < last || gain < 0)
                return false;
            last = counter.Value;
        }
        return true;
    }, threads: 1);
}
