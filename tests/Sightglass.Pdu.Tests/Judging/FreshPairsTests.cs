using Shouldly;
using Sightglass.Pdu.Judging;
using Xunit;

namespace Sightglass.Pdu.Tests.Judging;

public sealed class FreshPairsTests
{
    private readonly FreshPairs _fresh = new();

    private bool IsFresh(uint memory, double cpu, long atMs, bool wasReleased = true, bool isLate = false) =>
        _fresh.IsFresh(new(memory, cpu), atMs, wasReleased, isLate);

    [Fact]
    public void The_same_write_announced_by_both_threads_is_shown_once()
    {
        IsFresh(43, 12.5, 1_000).ShouldBeTrue();
        IsFresh(43, 12.5, 1_003).ShouldBeFalse();
        IsFresh(43, 13.5, 1_500).ShouldBeFalse(); // half a pair
        IsFresh(44, 13.5, 2_004).ShouldBeTrue();
        IsFresh(44, 13.5, 2_010).ShouldBeFalse();
    }

    [Fact]
    public void Equal_values_that_were_written_anew_are_fresh()
    {
        for (var turn = 0; turn < 10; turn++)
        {
            IsFresh(43, 0, 5_000 + turn * 1_010).ShouldBeTrue();
            IsFresh(43, 0, 5_004 + turn * 1_010).ShouldBeFalse();
        }
    }

    [Fact]
    public void A_server_that_was_not_released_has_not_written_both_anew()
    {
        IsFresh(43, 12.5, 1_000).ShouldBeTrue();
        IsFresh(44, 12.5, 1_900, wasReleased: false).ShouldBeFalse();
        IsFresh(44, 12.5, 2_500, wasReleased: false).ShouldBeTrue(); // a release that was missed
    }

    [Fact]
    public void What_was_read_late_and_is_announced_later_is_shown_once_and_equal_values_are_shown_still()
    {
        IsFresh(43, 12.5, 1_000, isLate: true).ShouldBeTrue();
        IsFresh(43, 12.5, 2_000, isLate: true).ShouldBeFalse();
        IsFresh(43, 12.5, 3_000, isLate: true).ShouldBeTrue();
        IsFresh(44, 13.5, 4_000).ShouldBeTrue();
        IsFresh(44, 13.5, 5_000).ShouldBeTrue();
    }

    [Fact]
    public void When_both_fields_have_changed_both_were_written_however_soon()
    {
        IsFresh(43, 12.5, 1_000).ShouldBeTrue();
        IsFresh(44, 12.6, 1_100).ShouldBeTrue();
    }

    [Fact]
    public void A_zero_at_the_beginning_is_taken_for_a_field_not_yet_written_for_two_turns()
    {
        _fresh.Restart(10_000);
        IsFresh(0, 12.5, 11_000).ShouldBeFalse();
        IsFresh(43, 0, 11_500).ShouldBeFalse();
        IsFresh(43, 0, 12_499).ShouldBeFalse();
        IsFresh(43, 0, 12_500).ShouldBeTrue(); // an idle machine
    }

    [Fact]
    public void After_a_restart_the_same_values_are_news()
    {
        IsFresh(43, 12.5, 1_000).ShouldBeTrue();
        _fresh.Restart(1_200);
        IsFresh(43, 12.5, 1_200).ShouldBeTrue();
    }
}
