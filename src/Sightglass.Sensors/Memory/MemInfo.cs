using System.Buffers.Text;

namespace Sightglass.Sensors.Memory;

/// <summary>
/// Parses <c>/proc/meminfo</c>, proc_meminfo(5): by name, in any order, with or without space. Any bytes are allowed; a
/// figure that is not there, or not understood, is <see langword="null"/>. All in bytes.
/// </summary>
internal record struct MemInfo
{
    private const long BytesPerKiB = 1024; // the kernel writes "kB" and means KiB

    internal long? Total, Free, Available, ActiveFile, InactiveFile, Buffers, Cached, Shared, SlabReclaimable,
        SwapTotal, SwapFree, Committed, CommitLimit;

    internal static MemInfo Parse(ReadOnlySpan<byte> text)
    {
        var info = default(MemInfo);
        // A line counts only with its end: a number cut short would be a smaller number, not a missing one.
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            int colon = line.IndexOf((byte)':');
            if (colon >= 0)
                info.Set(line[..colon], line[(colon + 1)..]);
        }
        return info;
    }

    private void Set(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("MemTotal"u8))
            Total = ParseSize(value);
        else if (name.SequenceEqual("MemFree"u8))
            Free = ParseSize(value);
        else if (name.SequenceEqual("MemAvailable"u8))
            Available = ParseSize(value);
        else if (name.SequenceEqual("Active(file)"u8))
            ActiveFile = ParseSize(value);
        else if (name.SequenceEqual("Inactive(file)"u8))
            InactiveFile = ParseSize(value);
        else if (name.SequenceEqual("Buffers"u8))
            Buffers = ParseSize(value);
        else if (name.SequenceEqual("Cached"u8))
            Cached = ParseSize(value);
        else if (name.SequenceEqual("Shmem"u8))
            Shared = ParseSize(value);
        else if (name.SequenceEqual("SReclaimable"u8))
            SlabReclaimable = ParseSize(value);
        else if (name.SequenceEqual("SwapTotal"u8))
            SwapTotal = ParseSize(value);
        else if (name.SequenceEqual("SwapFree"u8))
            SwapFree = ParseSize(value);
        else if (name.SequenceEqual("Committed_AS"u8))
            Committed = ParseSize(value);
        else if (name.SequenceEqual("CommitLimit"u8))
            CommitLimit = ParseSize(value);
    }

    /// <summary>False if not even the total is known.</summary>
    /// <param name="arcReclaimable">What the cache of ZFS would give back, or null.</param>
    /// <param name="reading">The figures.</param>
    internal readonly bool TryGetReading(long? arcReclaimable, out MemoryReading reading)
    {
        reading = default;
        if (Total is not (long total and > 0))
            return false;

        // Some kernels say 0 where they do not know (psutil issue 1915). Where 0 is true, the estimate is near it too.
        bool isTold = Available is long told && told > 0 && told <= total;
        var available = isTold ? Available : Estimate(total);
        // More cache than memory is the host's, seen from a container.
        if (arcReclaimable > total)
            arcReclaimable = null;
        reading = new MemoryReading
        {
            TotalBytes = total,
            AvailableBytes = available is long bytes ? Math.Min(total, bytes + (arcReclaimable ?? 0)) : null,
            IsAvailableEstimated = !isTold && available is not null,
            FreeBytes = Free,
            CachedBytes = Cached,
            BuffersBytes = Buffers,
            SharedBytes = Shared,
            SlabReclaimableBytes = SlabReclaimable,
            ArcReclaimableBytes = arcReclaimable,
            SwapTotalBytes = SwapTotal,
            // Read at two moments by lxcfs, free may be more than the total.
            SwapUsedBytes = SwapTotal is long swap && SwapFree is long free ? Math.Max(0, swap - free) : null,
            CommittedBytes = Committed,
            CommitLimitBytes = CommitLimit,
        };
        return true;
    }

    /// <summary>
    /// More available than there is means that the figures are of different machines, the container's and the host's
    /// (LXC): then only free memory is believed, as procps does. Otherwise the kernel's own estimate (Linux commit
    /// 34e431b0ae), roughly: it subtracts from the page cache and from the slab a watermark, but never more than half.
    /// We do not know the watermark and so take the half; what it also subtracts from free memory is small beside that.
    /// </summary>
    private readonly long? Estimate(long total)
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
