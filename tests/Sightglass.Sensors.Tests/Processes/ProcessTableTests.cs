using Shouldly;
using Sightglass.Sensors.Processes;
using Xunit;

namespace Sightglass.Sensors.Tests.Processes;

public sealed class ProcessTableTests
{
    private const long Second = 1_000_000_000;
    private readonly ProcessTable _table = new(unitsPerSecond: 100);
    private long _now = Second;

    private void Read(params (int Pid, long Start, long Time, long Memory)[] processes)
    {
        _now += Second;
        _table.Begin();
        foreach (var (pid, start, time, memory) in processes)
            _table.Add(pid, start, time, memory, "name"u8);
        _table.End(_now);
    }

    private (int Pid, double Usage)[] ByCpu(int capacity = 3)
    {
        var busiest = new ProcessEntry[capacity];
        return [.. busiest[.._table.BusiestByCpu(busiest)].Select(entry => (entry.Pid, _table.UsageOf(entry)))];
    }

    private int[] ByMemory(int capacity = 3)
    {
        var largest = new ProcessEntry[capacity];
        return [.. largest[.._table.LargestByMemory(largest)].Select(entry => entry.Pid)];
    }

    [Fact]
    public void The_first_reading_knows_memory_and_no_usage()
    {
        Read((1, 0, 500, 10), (2, 0, 100, 30), (3, 0, 0, 20));
        ByCpu().ShouldBeEmpty();
        ByMemory().ShouldBe([2, 3, 1]);
        _table.Count.ShouldBe(3);
    }

    [Fact]
    public void The_busiest_come_first_and_the_idle_not_at_all()
    {
        Read((1, 0, 500, 1), (2, 0, 100, 1), (3, 0, 0, 1), (4, 0, 7, 1));
        Read((1, 0, 510, 1), (2, 0, 250, 1), (3, 0, 25, 1), (4, 0, 7, 1));
        ByCpu().ShouldBe([(2, 1.5), (3, 0.25), (1, 0.1)]);
        ByCpu(capacity: 1).ShouldBe([(2, 1.5)]);
        ByCpu(capacity: 9).Length.ShouldBe(3);
    }

    [Fact]
    public void Five_hundred_processes_are_ranked_rightly()
    {
        var processes = Enumerable.Range(1, 500).Select(pid => (pid, 0L, 0L, (long)(pid * 7919 % 500 + 1))).ToArray();
        Read(processes);
        Read([.. processes.Select(p => (p.pid, 0L, p.pid * 104729L % 500, p.Item4))]);
        ByCpu(10).Select(p => p.Usage).ShouldBe(Enumerable.Range(490, 10).Reverse().Select(i => i / 100.0));
        ByMemory(10).ShouldBe(processes.OrderByDescending(p => p.Item4).Take(10).Select(p => p.pid));
    }

    [Fact]
    public void A_process_that_started_since_used_all_of_its_time_since()
    {
        Read((1, 10, 500, 1));
        Read((1, 10, 500, 1), (2, 150, 40, 1));
        ByCpu().ShouldBe([(2, 0.4)]);
    }

    [Fact]
    public void Another_process_of_the_same_id_is_another_process()
    {
        Read((1, 10, 500, 1));
        Read((1, 150, 30, 1));
        ByCpu().ShouldBe([(1, 0.3)]);
    }

    [Fact]
    public void An_older_process_that_was_not_seen_before_has_no_usage()
    {
        Read((1, 100, 500, 1));
        Read((1, 100, 510, 1), (2, 50, 99_999, 1));
        ByCpu().ShouldBe([(1, 0.1)]);
        Read((1, 100, 510, 1), (2, 50, 100_009, 1));
        ByCpu().ShouldBe([(2, 0.1)]);
    }

    [Fact]
    public void A_time_that_falls_is_no_usage()
    {
        Read((1, 10, 500, 1));
        Read((1, 10, 400, 1));
        ByCpu().ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_is_computed_across_a_gap()
    {
        Read((1, 10, 500, 1));
        _table.SkipInterval();
        Read((1, 10, 600, 1));
        ByCpu().ShouldBeEmpty();
        Read((1, 10, 650, 1));
        ByCpu().ShouldBe([(1, 0.5)]);
    }

    [Fact]
    public void Those_that_have_ended_are_forgotten()
    {
        Read((1, 10, 500, 5), (2, 20, 0, 9));
        Read((1, 10, 501, 5));
        ByMemory().ShouldBe([1]);
        _table.Count.ShouldBe(1);
    }
}
