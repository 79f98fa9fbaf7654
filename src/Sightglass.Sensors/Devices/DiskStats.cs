namespace Sightglass.Sensors.Devices;

/// <summary>
/// Parses <c>/proc/diskstats</c>, proc_diskstats(5). Any bytes are allowed; what is no line is skipped.
/// </summary>
internal static class DiskStats
{
    /// <summary>
    /// Reads, merged, sectors, ms, the same four of writes, in flight, ms busy; the rest is newer or not used.
    /// </summary>
    private const int FieldCount = 10;

    /// <summary>The kernel counts in sectors of 512 bytes, whatever the disk has.</summary>
    private const int SectorSizeBytes = 512;

    /// <summary>No disk has moved more; such a number is rubbish, and its bytes would be too many to count.</summary>
    private const long MaxSectors = 1L << 53;

    /// <returns>Whether there was any line of a device.</returns>
    internal static bool Parse(ReadOnlySpan<byte> text, DeviceTable table)
    {
        Span<long> fields = stackalloc long[FieldCount];
        bool hasAny = false;
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = new ProcNumbers(text[..end]);
            if (!line.TryTake(out _) || !line.TryTake(out _) || !line.TryTakeWord(out var name))
                continue;
            int count = 0;
            while (count < FieldCount && line.TryTake(out fields[count]))
                count++;
            if (count < FieldCount || fields[2] > MaxSectors || fields[6] > MaxSectors)
                continue;
            long read = fields[2] * SectorSizeBytes, written = fields[6] * SectorSizeBytes;
            table.Set(name, [read, written, fields[0], fields[4], fields[9]]);
            hasAny = true;
        }
        return hasAny;
    }
}
