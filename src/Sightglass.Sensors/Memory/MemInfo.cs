using System.Buffers.Text;

namespace Sightglass.Sensors.Memory;

/// <summary>
/// Parses <c>/proc/meminfo</c>, proc_meminfo(5): by name, in any order, with or without space. Any bytes are allowed; a
/// figure that is not there, or not understood, is <see langword="null"/>. All in bytes.
/// </summary>
internal readonly record struct MemInfo
{
    private const long BytesPerKiB = 1024; // the kernel writes "kB" and means KiB

    internal long? Total { get; init; }
    internal long? Free { get; init; }
    internal long? Available { get; init; }
    internal long? ActiveFile { get; init; }
    internal long? InactiveFile { get; init; }
    internal long? SlabReclaimable { get; init; }

    internal static MemInfo Parse(ReadOnlySpan<byte> text)
    {
        var info = default(MemInfo);
        // A line counts only with its end: a number cut short would be a smaller number, not a missing one.
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
                continue;
            var name = line[..colon];
            var value = line[(colon + 1)..];
            if (name.SequenceEqual("MemTotal"u8))
                info = info with { Total = ParseSize(value) };
            else if (name.SequenceEqual("MemFree"u8))
                info = info with { Free = ParseSize(value) };
            else if (name.SequenceEqual("MemAvailable"u8))
                info = info with { Available = ParseSize(value) };
            else if (name.SequenceEqual("Active(file)"u8))
                info = info with { ActiveFile = ParseSize(value) };
            else if (name.SequenceEqual("Inactive(file)"u8))
                info = info with { InactiveFile = ParseSize(value) };
            else if (name.SequenceEqual("SReclaimable"u8))
                info = info with { SlabReclaimable = ParseSize(value) };
        }
        return info;
    }

    /// <summary>False if not even the total is known.</summary>
    internal bool TryGetReading(out MemoryReading reading)
    {
        reading = default;
        if (Total is not (long total and > 0))
            return false;

        // Some kernels say 0 where they do not know (psutil issue 1915). Where 0 is true, the estimate is near it too.
        bool isTold = Available is long told && told > 0 && told <= total;
        var available = isTold ? Available : Estimate(total);
        reading = new MemoryReading
        {
            TotalBytes = total,
            AvailableBytes = available,
            IsAvailableEstimated = !isTold && available is not null,
        };
        return true;
    }

    /// <summary>
    /// More available than there is means that the figures are of different machines, the container's and the host's
    /// (LXC): then only free memory is believed, as procps does. Otherwise the kernel's own estimate (Linux commit
    /// 34e431b0ae), roughly: it subtracts from the page cache and from the slab a watermark, but never more than half.
    /// We do not know the watermark and so take the half; what it also subtracts from free memory is small beside that.
    /// </summary>
    private long? Estimate(long total)
    {
        if (Free is not long free || free > total)
            return null;
        if (Available > total)
            return free;
        long reclaimable = (ActiveFile ?? 0) / 2 + (InactiveFile ?? 0) / 2 + (SlabReclaimable ?? 0) / 2;
        return Math.Min(total, free + Math.Min(total, reclaimable));
    }

    private static long? ParseSize(ReadOnlySpan<byte> value)
    {
        value = value.Trim(" \t"u8);
        // Utf8Parser would also take a sign, which no size has. The limit leaves room for the sums above.
        if (value.IsEmpty || !char.IsAsciiDigit((char)value[0])
            || !Utf8Parser.TryParse(value, out long count, out int length) || count > long.MaxValue / BytesPerKiB / 4)
            return null;
        return value[length..].TrimStart((byte)' ').SequenceEqual("kB"u8) ? count * BytesPerKiB : null;
    }
}
