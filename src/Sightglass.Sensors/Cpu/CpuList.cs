using System.Buffers.Text;

namespace Sightglass.Sensors.Cpu;

/// <summary>Parses the kernel's lists of processors, such as <c>0-3,8-11</c> (cpuset(7), "List Format").</summary>
internal static class CpuList
{
    /// <summary>Finds the highest number of the list; false if it is empty or no list.</summary>
    internal static bool TryParseHighest(ReadOnlySpan<byte> text, out int highest) =>
        TryParse(text, out highest, out _);

    /// <summary>Counts the numbers of the list; false if it is empty or no list.</summary>
    internal static bool TryCount(ReadOnlySpan<byte> text, out int count) => TryParse(text, out _, out count);

    private static bool TryParse(ReadOnlySpan<byte> text, out int highest, out int count)
    {
        (highest, count) = (-1, 0);
        int first = -1; // of a range whose end comes next
        text = text.TrimEnd((byte)'\n');
        while (!text.IsEmpty)
        {
            // Utf8Parser would also take a sign, which no processor has.
            if (!char.IsAsciiDigit((char)text[0])
                || !Utf8Parser.TryParse(text, out int number, out int length) || number >= CpuReading.MaxLimit)
                return false;
            highest = Math.Max(highest, number);
            count += first < 0 ? 1 : Math.Max(0, number - first);
            text = text[length..];
            if (text.IsEmpty)
                break;
            if (text[0] is not ((byte)',' or (byte)'-') || text.Length == 1)
                return false;
            first = text[0] == '-' ? number : -1;
            text = text[1..];
        }
        return highest >= 0;
    }
}
