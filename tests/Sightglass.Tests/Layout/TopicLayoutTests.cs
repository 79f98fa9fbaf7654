using System.Numerics;
using CsCheck;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests.Layout;

public sealed class TopicLayoutTests
{
    private delegate void Change(ref TopicHeader header);

    [Theory]
    [InlineData(1, 16)]
    [InlineData(15, 16)]
    [InlineData(16, 32)]
    [InlineData(64, 128)]
    [InlineData(600, 1024)]
    [InlineData(1023, 1024)]
    [InlineData(1024, 2048)]
    [InlineData(100_000_000, 1 << 27)]
    public void Ring_is_the_power_of_two_above_the_history(int history, int slots) =>
        TopicLayout.For(100, 8, history).SlotCount.ShouldBe((ulong)slots);

    [Fact]
    public void Layout_of_any_topic_is_aligned_and_has_room_for_all_and_passes_its_own_check()
    {
        Gen.Select(Gen.Int[1, SchemaBytes.MaxSizeBytes], Gen.Int[1, SchemaBytes.MaxSampleSizeBytes], Gen.Int[1, 10_000])
            .Sample((schema, sample, history) =>
            {
                var layout = TopicLayout.For(schema, sample, history);
                var header = HeaderOf(layout);
                return layout.RingOffset % 64 == 0 && layout.SlotSizeBytes % 64 == 0
                    && layout.RingOffset >= (ulong)(TopicHeader.SizeBytes + schema)
                    && layout.SlotSizeBytes >= SlotHeader.SizeBytes + sample && layout.SlotSizeBytes < 96 + sample
                    && BitOperations.IsPow2(layout.SlotCount) && layout.SlotCount > (ulong)history
                    && layout.TotalSizeBytes == layout.RingOffset + layout.SlotSizeBytes * layout.SlotCount
                    && TopicLayout.Check(header, layout.TotalSizeBytes, out var read) is null && read == layout;
            });
    }

    [Fact]
    public void Region_that_is_a_byte_short_is_refused_and_a_larger_one_is_not()
    {
        var layout = TopicLayout.For(100, 48, 64);
        TopicLayout.Check(HeaderOf(layout), layout.TotalSizeBytes - 1, out _).ShouldNotBeNull();
        TopicLayout.Check(HeaderOf(layout), layout.TotalSizeBytes + 4096, out _).ShouldBeNull();
    }

    [Fact]
    public void Each_wrong_number_is_refused()
    {
        Change[] changes =
        [
            (ref h) => h.HeaderSizeBytes = 1023,
            (ref h) => h.HeaderSizeBytes = uint.MaxValue,
            (ref h) => h.TotalSizeBytes = ulong.MaxValue,
            (ref h) => h.TotalSizeBytes -= 1,
            (ref h) => h.TotalSizeBytes = 0,
            (ref h) => h.SchemaSizeBytes = 0,
            (ref h) => h.SchemaSizeBytes = SchemaBytes.MaxSizeBytes + 1,
            (ref h) => h.SchemaSizeBytes = uint.MaxValue,
            (ref h) => h.SchemaOffset = 1023,
            (ref h) => h.SchemaOffset = uint.MaxValue,
            (ref h) => h.SchemaOffset += (uint)h.RingOffset,
            (ref h) => h.SampleSizeBytes = 0,
            (ref h) => h.SampleSizeBytes = SchemaBytes.MaxSampleSizeBytes + 1,
            (ref h) => h.SampleSizeBytes = uint.MaxValue,
            (ref h) => h.SampleSizeBytes = uint.MaxValue - SlotHeader.SizeBytes + 1, // the sum would be 0 in 32 bits
            (ref h) => h.SlotSizeBytes = 0,
            (ref h) => h.SlotSizeBytes += 4,
            (ref h) => h.SlotSizeBytes = SlotHeader.SizeBytes + h.SampleSizeBytes - 8,
            (ref h) => h.SlotSizeBytes = uint.MaxValue - 7,
            (ref h) => h.SlotCount = 0,
            (ref h) => h.SlotCount = 1,
            (ref h) => h.SlotCount = 127,
            (ref h) => h.SlotCount *= 2,
            (ref h) => h.SlotCount = 1UL << 29,
            (ref h) => h.SlotCount = 1UL << 63, // times the slot's size it would be 0 in 64 bits
            (ref h) => h.RingOffset = 0,
            (ref h) => h.RingOffset += 4,
            (ref h) => h.RingOffset += 64,
            (ref h) => h.RingOffset = ulong.MaxValue - 7,
            (ref h) => h.RingOffset = 0 - h.SlotSizeBytes * h.SlotCount, // the ring's end would be 0
        ];
        var layout = TopicLayout.For(100, 48, 64);
        for (var i = 0; i < changes.Length; i++)
        {
            var header = HeaderOf(layout);
            changes[i](ref header);
            TopicLayout.Check(header, layout.TotalSizeBytes, out _).ShouldNotBeNull($"change {i}");
        }
    }

    [Fact]
    public void What_passes_the_check_lies_inside_the_region_whatever_the_numbers()
    {
        var odd = Gen.OneOf(Gen.ULong, Gen.ULong[0, 8192], Gen.Int[0, 63].Select(i => 1UL << i),
            Gen.ULong[0, 200].Select(i => 0 - i));
        Gen.Select(Gen.Int[0, 6], odd, Gen.Int[0, 6], odd).Sample((field, value, field2, value2) =>
        {
            var layout = TopicLayout.For(100, 48, 64);
            var header = HeaderOf(layout);
            Set(ref header, field, value);
            Set(ref header, field2, value2);
            if (TopicLayout.Check(header, layout.TotalSizeBytes, out _) is not null) return true;
            var ringEnd = header.RingOffset + (UInt128)header.SlotSizeBytes * header.SlotCount;
            return ringEnd <= layout.TotalSizeBytes
                && (ulong)header.SchemaOffset + header.SchemaSizeBytes <= header.RingOffset
                && header.SampleSizeBytes + SlotHeader.SizeBytes <= header.SlotSizeBytes
                && BitOperations.IsPow2(header.SlotCount);
        }, iter: 20_000);
    }

    private static void Set(ref TopicHeader header, int field, ulong value)
    {
        switch (field)
        {
            case 0: header.SchemaOffset = (uint)value; break;
            case 1: header.SchemaSizeBytes = (uint)value; break;
            case 2: header.SampleSizeBytes = (uint)value; break;
            case 3: header.RingOffset = value; break;
            case 4: header.SlotCount = value; break;
            case 5: header.SlotSizeBytes = (uint)value; break;
            default: header.TotalSizeBytes = value; break;
        }
    }

    private static TopicHeader HeaderOf(in TopicLayout layout) => new()
    {
        HeaderSizeBytes = TopicHeader.SizeBytes,
        SchemaOffset = TopicHeader.SizeBytes,
        SchemaSizeBytes = layout.SchemaSizeBytes,
        SampleSizeBytes = layout.SampleSizeBytes,
        SlotSizeBytes = layout.SlotSizeBytes,
        SlotCount = layout.SlotCount,
        RingOffset = layout.RingOffset,
        TotalSizeBytes = layout.TotalSizeBytes,
    };
}
