using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Sensors.Devices;
using Xunit;

namespace Sightglass.Sensors.Tests.Devices;

public sealed class DeviceTableTests
{
    private const long Second = 1_000_000_000;
    private readonly DeviceTable _table = new(
        name => name switch
        {
            _ when name.StartsWith("part", StringComparison.Ordinal) => DeviceKind.Skipped,
            "lo" => DeviceKind.Internal,
            _ when name.StartsWith("virtual", StringComparison.Ordinal) => DeviceKind.Listed,
            _ => DeviceKind.Physical,
        },
        new DeviceCounter(1.0 / 512), new DeviceCounter(1000, Is32Bits: true, IsTime: true));

    private long _now;

    private void Read(params (string Name, long Bytes, long Ms)[] devices)
    {
        _now += Second;
        _table.Begin();
        foreach (var (name, bytes, ms) in devices)
            _table.Set(Encoding.UTF8.GetBytes(name), [bytes, ms]);
        _table.End(_now);
        if (_table.Capacity == 0)
            _table.FixCapacity();
    }

    private string[] Names => [.. Enumerable.Range(0, _table.Capacity).Select(_table.NameOf).TakeWhile(n => n != "")];

    [Fact]
    public void The_first_reading_has_counters_and_no_rates()
    {
        Read(("a", 10, 0), ("b", 20, 0));
        Names.ShouldBe(["a", "b"]);
        _table.Values(0)[..3].ToArray().ShouldBe([5120, 10240, double.NaN]);
        _table.Rates(0).ToArray().ShouldAllBeNaN();
        _table.Total(0).ShouldBe(15360);
        _table.TotalRate(0).ShouldBe(double.NaN);
    }

    [Fact]
    public void Rates_are_gains_over_the_time_passed()
    {
        Read(("a", 10, 0), ("b", 20, 0));
        _now += Second;
        Read(("a", 14, 500), ("b", 20, 2500));
        _table.Rates(0)[..2].ToArray().ShouldBe([1024, 0]);
        _table.Rates(1)[..2].ToArray().ShouldBe([0.25, 1], "no second has more than one second of it");
        _table.TotalRate(0).ShouldBe(1024);
        _table.Total(0).ShouldBe((14 + 20) * 512);
    }

    [Fact]
    public void A_device_keeps_its_place_when_others_go_and_takes_it_again_when_it_comes_back()
    {
        Read(("a", 10, 0), ("b", 20, 0), ("c", 30, 0));
        Read(("c", 31, 0), ("b", 20, 0));
        _table.NameOf(0).ShouldBe("");
        (_table.NameOf(1), _table.NameOf(2)).ShouldBe(("b", "c"));
        _table.Values(0)[0].ShouldBe(double.NaN);
        Read(("d", 1, 0), ("b", 20, 0), ("c", 31, 0));
        _table.NameOf(3).ShouldBe("d", "the place of one that may come again is not given away");
        Read(("a", 3, 0), ("d", 1, 0), ("b", 20, 0), ("c", 31, 0));
        _table.NameOf(0).ShouldBe("a");
        _table.Rates(0)[0].ShouldBe(double.NaN, "nobody knows what it did meanwhile");
        _table.Values(0)[0].ShouldBe(5120, "its counter has not fallen");
        Read(("a", 5, 0));
        _table.Rates(0)[0].ShouldBe(1024);
    }

    [Fact]
    public void A_device_that_was_away_has_no_rate_even_if_its_counter_went_on()
    {
        Read(("a", 10, 0), ("b", 20, 0));
        Read(("b", 21, 0));
        double total = _table.Total(0);
        Read(("a", 5000, 0), ("b", 22, 0)); // another device of the same name, as far as anybody knows
        _table.Rates(0)[0].ShouldBe(double.NaN);
        _table.TotalRate(0).ShouldBe(512);
        _table.Total(0).ShouldBe(total + 512);
    }

    [Fact]
    public void The_total_does_not_fall_when_a_device_goes_and_does_not_jump_when_one_comes()
    {
        Read(("a", 100, 0), ("b", 200, 0));
        Read(("a", 101, 0));
        _table.Total(0).ShouldBe(301 * 512);
        Read(("a", 102, 0), ("new", 5_000_000, 0));
        _table.Total(0).ShouldBe(302 * 512);
        _table.TotalRate(0).ShouldBe(512);
        Read(("a", 102, 0), ("new", 5_000_001, 0));
        _table.TotalRate(0).ShouldBe(512);
    }

    [Fact]
    public void What_lies_on_physical_devices_is_listed_and_not_counted_twice()
    {
        Read(("a", 10, 0), ("virtual0", 10, 0), ("part1", 10, 0), ("lo", 10, 0));
        Names.ShouldBe(["a", "virtual0", "lo"]);
        _table.Total(0).ShouldBe(5120);
    }

    [Fact]
    public void Without_physical_devices_all_but_internal_ones_count()
    {
        Read(("virtual0", 10, 0), ("lo", 10, 0));
        _table.Total(0).ShouldBe(5120);
        Read(("virtual0", 11, 0), ("lo", 99, 0));
        _table.TotalRate(0).ShouldBe(512);
    }

    [Fact]
    public void With_nothing_to_count_there_is_no_total()
    {
        Read(("lo", 10, 0));
        _table.Total(0).ShouldBe(double.NaN);
        Read(("lo", 11, 0));
        _table.TotalRate(0).ShouldBe(double.NaN);
    }

    [Fact]
    public void A_counter_of_32_bits_that_is_full_begins_again_and_gains_what_it_gained()
    {
        Read(("a", 0, uint.MaxValue - 99L));
        Read(("a", 0, 100));
        _table.Rates(1)[0].ShouldBe(0.2, 1e-9);
        _table.Values(1)[0].ShouldBe((uint.MaxValue - 99L + 200) / 1000.0);
    }

    [Fact]
    public void A_device_that_was_reset_has_no_rate_and_a_counter_that_does_not_fall()
    {
        Read(("a", 1000, 0));
        Read(("a", 3, 0));
        _table.Rates(0)[0].ShouldBe(double.NaN);
        _table.Values(0)[0].ShouldBe(1000 * 512);
    }

    [Fact]
    public void No_rate_is_computed_across_a_gap_and_counters_go_on()
    {
        Read(("a", 10, 0));
        _table.SkipInterval();
        Read(("a", 20, 0));
        (_table.Rates(0)[0], _table.TotalRate(0)).ShouldBe((double.NaN, double.NaN));
        _table.Total(0).ShouldBe(20 * 512);
        Read(("a", 22, 0));
        _table.TotalRate(0).ShouldBe(1024);
    }

    [Fact]
    public void More_devices_than_places_still_count_in_the_total()
    {
        Read(("a", 1, 0));
        var many = Enumerable.Range(0, 40).Select(i => ($"disk{i}", 100L, 0L)).Prepend(("a", 1L, 0L)).ToArray();
        Read(many);
        Names.Length.ShouldBe(_table.Capacity);
        Read([.. many.Select(device => (device.Item1, device.Item2 + 1, 0L))]);
        _table.TotalRate(0).ShouldBe(41 * 512);
    }

    [Fact]
    public void Names_that_come_and_go_for_ever_do_not_fill_the_memory()
    {
        Read(("a", 1, 0));
        for (int i = 0; i < 10_000; i++)
            Read(("a", 1, 0), ($"virtual{i}", 1, 0));
        _table.NameOf(0).ShouldBe("a");
        _table.Rates(0)[0].ShouldBe(0);
    }

    [Fact]
    public void Whatever_comes_no_total_falls_and_no_rate_is_negative()
    {
        var device = Gen.Select(Gen.OneOf<string>("a", "b", "virtual1", "part", "lo"), Gen.Long[0, 1L << 40], Gen.Long[0, 1L << 33]);
        double last = 0;
        device.Array[0, 5].Sample(devices =>
        {
            Read(devices);
            double total = _table.Total(0);
            bool isRight = !(total < last) && !(_table.TotalRate(0) < 0)
                && _table.Rates(0).ToArray().All(rate => !(rate < 0));
            last = double.IsNaN(total) ? last : total;
            return isRight;
        }, threads: 1);
    }
}
