using Shouldly;
using Sightglass.Pdu.Judging;
using Xunit;

namespace Sightglass.Pdu.Tests.Judging;

public sealed class OpenHandTests
{
    [Fact]
    public void All_who_let_go_in_a_second_look_at_the_same_moment()
    {
        for (var ms = 0; ms < OpenHand.LookMs; ms++) (ms + OpenHand.UntilLookMs(7_000 + ms)).ShouldBe(OpenHand.LookMs);
    }

    [Fact]
    public void Whoever_is_late_waits_for_the_next_second()
    {
        for (var ms = OpenHand.LookMs; ms < 1_000; ms++)
        {
            OpenHand.UntilLookMs(7_000 + ms).ShouldBe(0);
            (7_000 + ms + OpenHand.UntilMs(7_000 + ms)).ShouldBe(8_000);
        }
    }
}
