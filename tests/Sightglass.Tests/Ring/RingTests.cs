using System.Runtime.InteropServices;
using Shouldly;
using Sightglass.Layout;
using Sightglass.Ring;
using Xunit;

namespace Sightglass.Tests.Ring;

public sealed unsafe class RingTests : IDisposable
{
    private readonly NativeRing _ring = new(); // 16 slots, 15 of them readable

    public void Dispose() => _ring.Dispose();

    [Fact]
    public void A_fresh_ring_has_nothing_to_read()
    {
        _ring.Reader.Cursor.ShouldBe(0ul);
        _ring.Reader.TryReadLatest(out long _, out _, out _).ShouldBeFalse();
        _ring.Reader.TryReadLatest(new byte[8], out _, out _).ShouldBeFalse();
        _ring.Reader.TryRead(0, out long _, out _).ShouldBe(SlotLook.NotYet);
    }

    [Fact]
    public void The_latest_sample_is_read_with_its_stamps_and_its_number()
    {
        _ring.Write(3);
        _ring.Reader.TryReadLatest(out long value, out var stamps, out var number).ShouldBeTrue();
        (value, stamps.MonotonicNs, stamps.UtcNs, stamps.Flags, number).ShouldBe((20, 21, 22, 23u, 2ul));
        var bytes = new byte[8];
        _ring.Reader.TryReadLatest(bytes, out stamps, out number).ShouldBeTrue();
        (MemoryMarshal.Read<long>(bytes), stamps.MonotonicNs, number).ShouldBe((20, 21, 2ul));
    }

    [Fact]
    public void A_reader_that_follows_gets_each_sample_once_in_order()
    {
        for (ulong number = 0; number < 100; number++)
        {
            _ring.Reader.TryRead(number, out long _, out _).ShouldBe(SlotLook.NotYet);
            _ring.Write(1);
            _ring.Reader.TryRead(number, out long value, out _).ShouldBe(SlotLook.Whole);
            value.ShouldBe((long)number * 10);
        }
    }

    [Fact]
    public void As_many_samples_as_the_capacity_says_can_be_read_even_while_the_next_is_being_written()
    {
        _ring.Reader.Capacity.ShouldBe(15ul);
        _ring.Write(40);
        _ring.Begin(-1);
        for (ulong number = 25; number < 40; number++)
        {
            _ring.Reader.TryRead(number, out long value, out _).ShouldBe(SlotLook.Whole);
            value.ShouldBe((long)number * 10);
        }
        _ring.Reader.TryRead(24, out long _, out _).ShouldBe(SlotLook.Lapped);
        _ring.Reader.Oldest(_ring.Reader.Cursor).ShouldBe(25ul);
    }

    [Fact]
    public void A_sample_that_was_begun_and_not_committed_is_never_seen()
    {
        _ring.Begin(77);
        _ring.Reader.TryReadLatest(out long _, out _, out _).ShouldBeFalse();
        _ring.Reader.TryRead(0, out long _, out _).ShouldBe(SlotLook.NotYet);
        _ring.Begin(0); // given up and begun anew
        _ring.Writer.Commit(0, 0, 0);
        _ring.Begin(88);
        _ring.Reader.TryReadLatest(out long value, out _, out var number).ShouldBeTrue();
        (value, number).ShouldBe((0, 0ul));
        _ring.Reader.TryRead(1, new byte[8], out _).ShouldBe(SlotLook.NotYet);
    }

    [Fact]
    public void A_slot_that_a_dead_writer_left_half_written_is_skipped_for_the_sample_before_it()
    {
        _ring.Write(20);
        _ring.Begin(-1);
        _ring.Reader.TryReadLatest(out long value, out _, out var number).ShouldBeTrue();
        (value, number).ShouldBe((190, 19ul));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(15, 2)]
    [InlineData(16, 3)]
    [InlineData(100, 87)]
    public void A_lapped_reader_goes_on_an_eighth_of_the_ring_after_the_oldest(int cursor, int expected) =>
        _ring.Reader.AfterLap((ulong)cursor).ShouldBe((ulong)expected);

    [Fact]
    public void A_sample_that_is_overwritten_during_the_copy_is_not_whole()
    {
        // The writer's steps between the two looks of a reader cannot be put there from outside; what they leave can.
        _ring.Write(16);
        _ring.Slot(0)->Sequence = 2 * 16 + 1;
        _ring.Reader.TryRead(0, out long _, out _).ShouldBe(SlotLook.Lapped);
        _ring.Slot(0)->Sequence = 1;
        _ring.Reader.TryRead(0, out long _, out _).ShouldBe(SlotLook.NotYet);
    }

    [Fact]
    public void Fewer_bytes_than_a_sample_has_are_filled_and_more_are_left_alone()
    {
        _ring.Write(2);
        var bytes = new byte[12];
        _ring.Reader.TryRead(1, bytes, out _).ShouldBe(SlotLook.Whole);
        bytes.ShouldBe([10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        _ring.Reader.TryRead(1, bytes.AsSpan(0, 1), out _).ShouldBe(SlotLook.Whole);
        _ring.Reader.TryRead(1, [], out _).ShouldBe(SlotLook.Whole);
    }

    [Fact]
    public void Another_ring_takes_over_the_samples_and_the_count()
    {
        using var next = new NativeRing();
        _ring.Write(30);
        _ring.Begin(-1);
        next.Writer.CopyFrom(_ring.Writer);
        next.Writer.Count.ShouldBe(30ul);
        next.Reader.Cursor.ShouldBe(30ul);
        for (ulong number = 15; number < 30; number++)
        {
            next.Reader.TryRead(number, out long value, out _).ShouldBe(SlotLook.Whole);
            value.ShouldBe((long)number * 10);
        }
        next.Write(1);
        next.Reader.TryReadLatest(out long newest, out _, out _).ShouldBeTrue();
        newest.ShouldBe(300);
    }

    [Fact]
    public void Nonsense_in_the_ring_ends_a_look_in_bounded_time()
    {
        _ring.Write(20);
        foreach (var cursor in new[] { 21ul, 1000ul, ulong.MaxValue, ulong.MaxValue / 2, 1ul << 63 })
        {
            _ring.Header->Cursor = cursor;
            _ring.Reader.TryReadLatest(out long _, out _, out _).ShouldBeFalse($"cursor {cursor}");
        }
        _ring.Header->Cursor = 20;
        foreach (var sequence in new[] { 0ul, 39ul, ulong.MaxValue, 1ul })
        {
            _ring.Slot(19)->Sequence = sequence;
            _ring.Reader.TryReadLatest(out long _, out _, out _).ShouldBeFalse($"sequence {sequence}");
        }
    }
}
