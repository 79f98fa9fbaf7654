namespace Sightglass.Layout;

/// <summary>Where the parts of a calls region lie, checked against the size that really is there.</summary>
internal readonly record struct CallsLayout(uint SeatOffset, uint SeatCount, uint EntryOffset, uint EntryCount)
{
    /// <summary>So many callers at one time, and so many calls under way.</summary>
    internal const int DefaultSeatCount = 256, DefaultEntryCount = 32;
    private const uint MaxSeatCount = 1 << 16, MaxEntryCount = 1 << 12;

    internal static CallsLayout Default => new(CallsHeader.SizeBytes, DefaultSeatCount,
        CallsHeader.SizeBytes + DefaultSeatCount * CallSeat.SizeBytes, DefaultEntryCount);

    internal ulong SizeBytes => EntryOffset + (ulong)EntryCount * CallEntry.SizeBytes;

    /// <summary>Checks a header that was copied out of a region of this size.</summary>
    /// <returns>The fault in words, or null when every seat and entry lies inside the region.</returns>
    internal static string? Check(in CallsHeader header, ulong regionSizeBytes, out CallsLayout layout)
    {
        layout = new(header.SeatOffset, header.SeatCount, header.EntryOffset, header.EntryCount);
        if (header.Magic != CallsHeader.MagicText) return "it does not begin as a calls region does";
        if (header.Major != TopicHeader.CurrentMajor) return $"its memory layout is {header.Major}.{header.Minor}";
        if (header.SeatOffset < CallsHeader.SizeBytes || header.SeatOffset % 8 != 0
            || header.SeatCount is 0 or > MaxSeatCount)
            return $"it has {header.SeatCount} seats at {header.SeatOffset}";
        // No overflow: both counts are bounded and the offsets are 32 bits wide.
        if (header.EntryOffset % 8 != 0 || header.EntryCount is 0 or > MaxEntryCount
            || header.EntryOffset < header.SeatOffset + (ulong)header.SeatCount * CallSeat.SizeBytes
            || layout.SizeBytes > regionSizeBytes)
            return $"it has {header.EntryCount} entries at {header.EntryOffset} in {regionSizeBytes} bytes";
        return null;
    }
}
