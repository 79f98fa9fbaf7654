using System.Buffers.Text;

namespace Sightglass.Sensors.Cpu;

/// <summary>Parses the kernel's lists of processors, such as <c>0-3,8-11</c> (cpuset(7), "List Format").</summary>
internal static class CpuList
{
    /// <summary>Finds the highest number of the list; false if it is empty or no list.</summary>
    internal static bool TryParseHighest(ReadOnlySpan<byte> text, out int highest)
    {
        highest = -1;
        text = text.TrimEnd((byte)'\n');
        while (!text.IsEmpty)
        {
            // Utf8Parser would also take a sign, which no processor has.
            if (!char.IsAsciiDigit((char)text[0])
                || !Utf8Parser.TryParse(text, out int number, out int length) || number >= CpuReading.MaxLimit)
                return false;
            highest = Math.Max(highest, number);
            text = text[length..];
            if (text.IsEmpty)
                break;
            if (text[0] is not ((byte)',' or (byte)'-') || text.Length == 1)
                return false;
            text = text[1..];
        }
        return highest >= 0;
    }
}
