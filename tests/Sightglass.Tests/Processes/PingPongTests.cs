using System.Globalization;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>
/// Two processes wait for each other, turn by turn. A lost wake is a turn that does not come, or that the watch saved.
/// </summary>
[Collection(nameof(Alone))]
public sealed class PingPongTests(ITestOutputHelper output)
{
    private const int AsyncTurns = 20_000, AllTurnsMs = 240_000;

    [Fact]
    public void No_wake_is_lost_between_blocking_reads() => Play(Scale.PingTurns, "block").ShouldEndWith("rescued 0");

    [Fact]
    public void No_wake_is_lost_between_awaiting_reads() => Play(AsyncTurns, "async").ShouldEndWith("rescued 0");

    [Fact]
    public void A_publisher_that_wakes_nobody_is_found_out_by_the_same_game() =>
        Play(1, "mute").ShouldNotEndWith("rescued 0");

    private string Play(int turns, string kind)
    {
        string there = Unique.Topic(), back = Unique.Topic(), count = turns.ToString(CultureInfo.InvariantCulture);
        using var pong = OtherProcess.Start("pong", there, back, count, kind);
        pong.Expect("ready");
        using var ping = OtherProcess.Start("ping", there, back, count, kind);
        ping.Expect("ready");
        ping.Send("go");
        var end = ping.Expect("", AllTurnsMs);
        ping.AwaitEnd();
        pong.Send("close");
        pong.Expect("rescued").ShouldBe("0"); // in the mute game it is the other one that is not woken
        pong.AwaitEnd();
        output.WriteLine($"{kind}: {end}");
        return end;
    }
}
