using Shouldly;
using Sightglass.Pdu.Judging;
using Xunit;

namespace Sightglass.Pdu.Tests.Judging;

public sealed class TurnsTests
{
    private readonly Stage _stage = new();

    /// <summary>However far apart the server's threads are: 0 to a whole turn.</summary>
    public static TheoryData<int, int> Phases()
    {
        var phases = new TheoryData<int, int>();
        for (var apartMs = 0; apartMs <= 1_000; apartMs = apartMs < 40 ? apartMs + 1 : apartMs + 37)
        {
            phases.Add(0, apartMs);
            phases.Add(apartMs, 0);
        }
        return phases;
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Alone_it_shows_each_write_of_both_threads_once_and_soon_a_line_per_turn(int memoryMs, int cpuMs)
    {
        _stage.StartServer(memoryMs, cpuMs);
        var watcher = _stage.AddWatcher();
        _stage.Run(30_000);
        watcher.Lines.Count.ShouldBeGreaterThan(24);
        EachLineIsFresh(watcher.Lines);
        foreach (var (before, after) in watcher.Lines.Zip(watcher.Lines.Skip(1)).Skip(4))
        {
            (after.AtMs - before.AtMs).ShouldBeInRange(1_000, 1_100);
            (after.Memory - before.Memory, after.Cpu - before.Cpu).ShouldBe((1u, 1u)); // and none is missed
        }
    }

    [Theory]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(140)]
    public void A_thread_that_is_held_up_between_its_set_and_its_reset_is_not_left_behind(int resetsAfterMs)
    {
        _stage.StartServer(0, 0, resetsAfterMs);
        var watcher = _stage.AddWatcher();
        _stage.Run(30_000);
        watcher.Lines.Count.ShouldBeGreaterThan(20);
        EachLineIsFresh(watcher.Lines);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void No_field_is_shown_before_its_first_write(int memoryMs, int cpuMs)
    {
        var watcher = _stage.AddWatcher();
        _stage.StartServer(memoryMs, cpuMs);
        _stage.Run(5_000);
        (watcher.Lines[0].Memory > 0 && watcher.Lines[0].Cpu > 0).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void A_pair_that_waited_since_the_last_client_is_not_shown(int memoryMs, int cpuMs)
    {
        _stage.StartServer(memoryMs, cpuMs);
        _stage.Run(60_000); // nobody reads
        var watcher = _stage.AddWatcher();
        _stage.Run(5_000);
        // One write of each thread was the old one.
        (watcher.Lines[0].Memory > 1 && watcher.Lines[0].Cpu > 1).ShouldBeTrue($"{watcher.Lines[0]}");
        EachLineIsFresh(watcher.Lines);
    }

    [Fact]
    public void Beside_a_client_that_acknowledges_it_changes_nothing_and_sees_the_same()
    {
        _stage.Client = new(_stage, takesMs: 3);
        _stage.StartServer(0, 0);
        var watcher = _stage.AddWatcher();
        _stage.Run(20_000);
        watcher.Changes.ShouldBeEmpty();
        watcher.Lines.Count.ShouldBeGreaterThanOrEqualTo(18);
        EachLineIsFresh(watcher.Lines);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(40)]
    public void It_leaves_the_acknowledging_to_a_client_that_comes_later(int takesMs)
    {
        _stage.StartServer(0, 7);
        var watcher = _stage.AddWatcher();
        _stage.Run(10_000);
        watcher.Changes.ShouldNotBeEmpty();
        _stage.Client = new(_stage, takesMs);
        _stage.Run(5_000);
        var changes = watcher.Changes.Count;
        var lines = _stage.Client.Lines;
        _stage.Run(20_000);
        watcher.Changes.Count.ShouldBe(changes);
        (_stage.Client.Lines - lines).ShouldBeGreaterThanOrEqualTo(18);
        EachLineIsFresh(watcher.Lines);
    }

    [Fact]
    public void It_acknowledges_when_the_client_died_or_stopped()
    {
        _stage.StartServer(0, 0);
        _stage.Client = new(_stage, takesMs: 3);
        var watcher = _stage.AddWatcher();
        _stage.Run(5_500);
        _stage.Client = null;
        var before = watcher.Lines.Count;
        _stage.Run(10_000);
        (watcher.Lines.Count - before).ShouldBeGreaterThanOrEqualTo(7);
        EachLineIsFresh(watcher.Lines);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void A_stalemate_of_server_and_client_is_resolved(bool write, bool write2)
    {
        _stage.StartServer(0, 0);
        (_stage.Write, _stage.Write2) = (write, write2); // a client died here, or was quicker than the server's resets
        var watcher = _stage.AddWatcher();
        _stage.Run(4_000);
        watcher.Lines.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_stalemate_of_the_original_programs_is_real_and_ends_with_a_watcher()
    {
        _stage.StartServer(0, 0);
        _stage.Client = new(_stage, takesMs: 0); // quicker than the server's resets
        _stage.Run(20_000);
        _stage.Client.Lines.ShouldBeLessThan(5, "the control must show the fault");
        var lines = _stage.Client.Lines;
        _stage.AddWatcher();
        _stage.Run(20_000);
        (_stage.Client.Lines - lines).ShouldBeGreaterThan(9);
    }

    /// <summary>A client that is quicker than the server's resets leaves one of its threads behind, or both.</summary>
    public static TheoryData<int, int> QuickClients()
    {
        var clients = new TheoryData<int, int>();
        for (var takesMs = 0; takesMs <= 4; takesMs++)
            for (var apartMs = -4; apartMs <= 4; apartMs++) clients.Add(takesMs, apartMs);
        return clients;
    }

    [Theory]
    [MemberData(nameof(QuickClients))]
    public void Beside_a_client_that_loses_acknowledgements_each_line_is_fresh_still(int takesMs, int apartMs)
    {
        _stage.Client = new(_stage, takesMs);
        _stage.StartServer(Math.Max(apartMs, 0), Math.Max(-apartMs, 0));
        var watcher = _stage.AddWatcher();
        _stage.Run(30_000);
        watcher.Lines.Count.ShouldBeGreaterThan(25);
        EachLineIsFresh(watcher.Lines);
    }

    [Theory]
    [MemberData(nameof(Phases))]
    public void Of_several_watchers_one_acknowledges_and_all_see_each_pair(int memoryMs, int cpuMs)
    {
        _stage.StartServer(memoryMs, cpuMs);
        var watchers = Enumerable.Range(0, 4).Select(_ => _stage.AddWatcher()).ToArray();
        _stage.Run(20_000);
        watchers.Count(watcher => watcher.Changes.Count > 0).ShouldBe(1);
        foreach (var watcher in watchers)
        {
            watcher.Lines.Count.ShouldBeGreaterThan(15);
            EachLineIsFresh(watcher.Lines);
        }
    }

    [Fact]
    public void When_the_one_that_acknowledges_dies_another_does()
    {
        _stage.StartServer(0, 0);
        for (var i = 0; i < 3; i++) _stage.AddWatcher();
        while (_stage.Watchers.Count > 0)
        {
            var before = _stage.Watchers[^1].Lines.Count;
            _stage.Run(8_000);
            (_stage.Watchers[^1].Lines.Count - before).ShouldBeGreaterThan(3);
            EachLineIsFresh(_stage.Watchers[^1].Lines);
            _stage.Watchers.First(watcher => watcher.Changes.Count > 0).Die();
        }
    }

    [Fact]
    public void A_stopped_watcher_that_has_the_claim_holds_up_nobody_for_long()
    {
        _stage.StartServer(0, 0);
        var watcher = _stage.AddWatcher();
        _stage.IsClaimed = true; // by one that does nothing
        _stage.Run(20_000);
        watcher.Lines.Count.ShouldBeGreaterThan(12);
    }

    [Fact]
    public void A_server_that_dies_at_any_moment_and_comes_back_is_followed()
    {
        _stage.StartServer(0, 5);
        var watcher = _stage.AddWatcher();
        _stage.Run(6_000);
        for (var afterMs = 0; afterMs < 1_200; afterMs += 13)
        {
            _stage.Run(afterMs);
            _stage.KillServer();
            _stage.Run(2_000);
            var before = watcher.Lines.Count;
            _stage.StartServer(afterMs % 40, afterMs % 7);
            _stage.Run(5_000);
            (watcher.Lines.Count - before).ShouldBeGreaterThanOrEqualTo(2);
        }
        EachLineIsFresh(watcher.Lines);
    }

    private static void EachLineIsFresh(List<(long AtMs, uint Memory, uint Cpu)> lines)
    {
        foreach (var (before, after) in lines.Zip(lines.Skip(1)))
            (after.Memory > before.Memory && after.Cpu > before.Cpu).ShouldBeTrue(
                $"{before} and then {after}");
    }
}
