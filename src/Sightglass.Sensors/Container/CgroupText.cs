using System.Buffers.Text;

namespace Sightglass.Sensors.Container;

/// <summary>Parses the files of control groups, of both versions. Any bytes are allowed.</summary>
internal static class CgroupText
{
    /// <summary>
    /// Version 1 writes "unlimited" as the largest number of whole pages. Depending on the size of a page that is a
    /// little less than 2^63; half of it is no machine's memory.
    /// </summary>
    private const long Unlimited = 1L << 62;

    /// <summary>The number behind a name that stands alone at the start of a line; null if there is none.</summary>
    internal static long? Find(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name)
    {
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            if (line.Length > name.Length && line[name.Length] == ' ' && line.StartsWith(name))
                return ParseWord(line[(name.Length + 1)..]);
        }
        return null;
    }

    /// <summary>A file of a single number; null if it is none or negative.</summary>
    internal static long? ParseNumber(ReadOnlySpan<byte> text) =>
        text.IndexOf((byte)'\n') is var end and >= 0 ? ParseWord(text[..end]) : null;

    /// <summary>A limit in bytes; null if it is no limit: <c>max</c>, or the number that stands for it.</summary>
    internal static long? ParseLimit(ReadOnlySpan<byte> text) =>
        ParseNumber(text) is long bytes && bytes < Unlimited ? bytes : null;

    /// <summary>
    /// <c>cpu.max</c>, <c>quota period</c>: processors' worth of time; NaN if it is no limit (<c>max</c>).
    /// </summary>
    internal static double ParseCpuMax(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOf((byte)'\n');
        int space = text.IndexOf((byte)' ');
        return end > space && space > 0
            ? Ratio(ParseWord(text[..space]), ParseWord(text[(space + 1)..end])) : double.NaN;
    }

    /// <summary>Quota over period of version 1, where a quota of -1 is no limit.</summary>
    internal static double Ratio(long? quota, long? period) =>
        quota is > 0 && period is > 0 ? (double)quota.Value / period.Value : double.NaN;

    private static long? ParseWord(ReadOnlySpan<byte> word) =>
        !word.IsEmpty && char.IsAsciiDigit((char)word[0]) && Utf8Parser.TryParse(word, out long number, out int length)
        && length == word.Length ? number : null;
}
