using System.Globalization;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>Two processes wait for each other, turn by turn; one lost wake, and a turn does not come.</summary>
[Collection(nameof(Alone))]
public sealed class PingPongTests(ITestOutputHelper output)
{
    private const int AsyncTurns = 20_000, AllTurnsMs = 240_000;

    [Fact]
    public void No_wake_is_lost_between_blocking_reads() => Play(Scale.PingTurns, "block").ShouldStartWith("turns");

    [Fact]
    public void No_wake_is_lost_between_awaiting_reads() => Play(AsyncTurns, "async").ShouldStartWith("turns");

    [Fact]
    public void A_publisher_that_wakes_nobody_is_found_out_by_the_same_game() =>
        Play(1, "mute").ShouldStartWith("no answer");

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
        pong.AwaitEnd();
        output.WriteLine($"{kind}: {end}");
        return end;
    }
}
