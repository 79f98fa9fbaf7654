using System.Numerics;

namespace Sightglass.Layout;

/// <summary>
/// Where the parts of a topic lie, from what the header says, checked against the size that really is there.
/// </summary>
internal readonly record struct TopicLayout(
    uint SchemaSizeBytes, uint SampleSizeBytes, uint SlotSizeBytes, ulong SlotCount, ulong RingOffset,
    ulong TotalSizeBytes)
{
    // Below 16 slots a publisher at full speed could go round the ring while a subscriber copies one sample.
    internal const ulong MinSlotCount = 16, MaxSlotCount = 1UL << 28, MaxTotalSizeBytes = 1UL << 40;
    private const uint CacheLineSizeBytes = 64;

    /// <summary>
    /// A ring for so many past samples. One slot more, since the slot being written holds nothing, and a power of two,
    /// so that a position becomes an index with one AND.
    /// </summary>
    internal static TopicLayout For(int schemaSizeBytes, int sampleSizeBytes, int historyCount)
    {
        var slotSize = RoundUp((uint)(SlotHeader.SizeBytes + sampleSizeBytes), CacheLineSizeBytes);
        var slotCount = Math.Max(BitOperations.RoundUpToPowerOf2((ulong)historyCount + 1), MinSlotCount);
        var ringOffset = RoundUp((uint)(TopicHeader.SizeBytes + schemaSizeBytes), CacheLineSizeBytes);
        return new TopicLayout((uint)schemaSizeBytes, (uint)sampleSizeBytes, slotSize, slotCount, ringOffset,
            ringOffset + slotSize * slotCount);
    }

    /// <summary>Checks a header that was copied out of a region of this size.</summary>
    /// <returns>The fault in words, or null when every offset and count lies inside the region.</returns>
    internal static string? Check(in TopicHeader header, ulong regionSizeBytes, out TopicLayout layout)
    {
        layout = new TopicLayout(header.SchemaSizeBytes, header.SampleSizeBytes, header.SlotSizeBytes, header.SlotCount,
            header.RingOffset, header.TotalSizeBytes);
        if (header.HeaderSizeBytes < TopicHeader.SizeBytes)
            return $"its header says it has {header.HeaderSizeBytes} bytes";
        if (header.TotalSizeBytes > regionSizeBytes || header.TotalSizeBytes > MaxTotalSizeBytes)
            return $"its header says {header.TotalSizeBytes} bytes and {regionSizeBytes} are there";
        if (header.SchemaSizeBytes is 0 or > SchemaBytes.MaxSizeBytes || header.SchemaOffset < header.HeaderSizeBytes
            || (ulong)header.SchemaOffset + header.SchemaSizeBytes > header.RingOffset)
            return "its schema lies outside of the room for it";
        if (header.SampleSizeBytes is 0 or > SchemaBytes.MaxSampleSizeBytes || header.SlotSizeBytes % 8 != 0
            || header.SlotSizeBytes < SlotHeader.SizeBytes + header.SampleSizeBytes
            || header.SlotSizeBytes > 2 * SchemaBytes.MaxSampleSizeBytes)
            return $"its slots have {header.SlotSizeBytes} bytes for samples of {header.SampleSizeBytes}";
        if (header.SlotCount is < 2 or > MaxSlotCount || !BitOperations.IsPow2(header.SlotCount))
            return $"its ring has {header.SlotCount} slots";
        // No overflow: the ring's start is below 2^40, a slot below 2^25 bytes and their number below 2^29.
        if (header.RingOffset % 8 != 0 || header.RingOffset > header.TotalSizeBytes
            || header.RingOffset + header.SlotSizeBytes * header.SlotCount > header.TotalSizeBytes)
            return "its ring reaches beyond its end";
        return null;
    }

    private static uint RoundUp(uint value, uint alignment) => (value + alignment - 1) / alignment * alignment;
}
