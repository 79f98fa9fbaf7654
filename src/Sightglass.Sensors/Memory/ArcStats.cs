using System.Buffers.Text;

namespace Sightglass.Sensors.Memory;

/// <summary>
/// Parses <c>/proc/spl/kstat/zfs/arcstats</c>: lines of a name, a type and a number. ZFS keeps its cache outside the
/// kernel's, so that MemAvailable takes all of it for used.
/// </summary>
internal static class ArcStats
{
    /// <summary>Bytes that the cache would give back: its size less its least size; null if it does not say.</summary>
    internal static long? ParseReclaimable(ReadOnlySpan<byte> text)
    {
        long? size = null, least = null;
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            if (line.StartsWith("size "u8))
                size = ParseLast(line);
            else if (line.StartsWith("c_min "u8))
                least = ParseLast(line);
        }
        return size is null || least is null ? null : Math.Max(0, size.Value - least.Value);
    }

    private static long? ParseLast(ReadOnlySpan<byte> line)
    {
        var number = line[(line.LastIndexOf((byte)' ') + 1)..];
        return !number.IsEmpty && char.IsAsciiDigit((char)number[0])
            && Utf8Parser.TryParse(number, out long bytes, out int length) && length == number.Length ? bytes : null;
    }
}
