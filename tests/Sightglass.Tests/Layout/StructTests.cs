using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests.Layout;

/// <summary>
/// The bytes that processes of different versions share. A change here is a change of the layout: it needs another
/// major version, not another number in this test.
/// </summary>
public sealed class StructTests
{
    [Fact]
    public void Topic_header_lies_as_it_is_documented() => Lies<TopicHeader>("""
        Magic 0 8
        ByteOrderMark 8 4
        Major 12 2
        Minor 14 2
        HeaderSizeBytes 16 4
        Flags 20 4
        TotalSizeBytes 24 8
        InstanceId 32 16
        SchemaOffset 48 4
        SchemaSizeBytes 52 4
        FieldCount 56 4
        SampleSizeBytes 60 4
        RingOffset 64 8
        SlotCount 72 8
        SlotSizeBytes 80 4
        PublisherPid 84 4
        CreatedUtcNs 88 8
        CreatedMonotonicNs 96 8
        ProcessStartedUtcNs 104 8
        ContinuesInstanceId 112 16
        Program 128 64
        Name 192 128
        State 512 4
        IntervalNs 520 8
        Paused 528 4
        Cursor 640 8
        Signal 648 8
        all 1024
        """);

    [Fact]
    public void Slot_header_lies_as_it_is_documented() => Lies<SlotHeader>("""
        Sequence 0 8
        MonotonicNs 8 8
        UtcNs 16 8
        Flags 24 4
        all 32
        """);

    [Fact]
    public void Peers_header_lies_as_it_is_documented() => Lies<PeersHeader>("""
        Magic 0 8
        Major 8 2
        Minor 10 2
        InstanceId 16 16
        EntryOffset 32 4
        EntryCount 36 4
        SleptOn 64 8
        Sleepers 256 3840
        all 4096
        """);

    [Fact]
    public void Peer_entry_lies_as_it_is_documented() => Lies<PeerEntry>("""
        Pid 0 4
        Flags 4 4
        SinceUtcNs 8 8
        Position 16 8
        Program 64 64
        all 128
        """);

    [Fact]
    public void Calls_header_lies_as_it_is_documented() => Lies<CallsHeader>("""
        Magic 0 8
        Major 8 2
        Minor 10 2
        InstanceId 16 16
        SeatOffset 32 4
        SeatCount 36 4
        EntryOffset 40 4
        EntryCount 44 4
        State 64 4
        Signal 128 8
        Looking 136 4
        all 256
        """);

    [Fact]
    public void Call_seat_lies_as_it_is_documented() => Lies<CallSeat>("""
        Signal 0 8
        SleptOn 8 8
        all 64
        """);

    [Fact]
    public void Call_entry_lies_as_it_is_documented() => Lies<CallEntry>("""
        Word 0 8
        RequestSizeBytes 8 4
        ReplySizeBytes 12 4
        ReplyStatus 16 4
        Verb 64 64
        all 128
        """);

    [Fact]
    public void Marks_and_limits_have_the_documented_numbers()
    {
        "SGHTGLSS"u8.SequenceEqual(BitConverter.GetBytes(TopicHeader.MagicText)).ShouldBeTrue();
        "SGGPEERS"u8.SequenceEqual(BitConverter.GetBytes(PeersHeader.MagicText)).ShouldBeTrue();
        "SGGCALLS"u8.SequenceEqual(BitConverter.GetBytes(CallsHeader.MagicText)).ShouldBeTrue();
        new[] { (int)CallState.Free, (int)CallState.Claimed, (int)CallState.Requested, (int)CallState.Handling,
            (int)CallState.Replying, (int)CallState.Replied, (int)CallState.Abandoned }.ShouldBe([0, 1, 2, 3, 4, 5, 6]);
        TopicHeader.LittleEndianMark.ShouldBe(0x01020304u);
        (TopicHeader.CurrentMajor, TopicHeader.CurrentMinor).ShouldBe(((ushort)1, (ushort)1));
        (TopicHeader.StateBuilding, TopicHeader.StateReady, TopicHeader.StateClosed).ShouldBe((0u, 1u, 2u));
        (TopicHeader.FlagEveryone, TopicHeader.FlagWakesAlways).ShouldBe((1u, 2u));
        SchemaBytes.EntrySizeBytes.ShouldBe(40);
        new[] { (int)FieldType.Float64, (int)FieldType.Int64, (int)FieldType.UInt64, (int)FieldType.Text }
            .ShouldBe([1, 2, 3, 4]);
        new[] { (int)FieldKind.Gauge, (int)FieldKind.Counter, (int)FieldKind.Text }.ShouldBe([1, 2, 3]);
    }

    private static void Lies<T>(string expected) where T : unmanaged
    {
        var lines = typeof(T).GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public)
            .Select(f => (f.Name, At: (int)Marshal.OffsetOf<T>(f.Name),
                Size: RuntimeHelpers.SizeOf(f.FieldType.TypeHandle)))
            .OrderBy(f => f.At).Select(f => $"{f.Name} {f.At} {f.Size}")
            .Append($"all {Unsafe.SizeOf<T>()}");
        string.Join('\n', lines).ShouldBe(expected.ReplaceLineEndings("\n"));
    }
}
