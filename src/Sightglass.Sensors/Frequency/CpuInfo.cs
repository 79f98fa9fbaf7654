using System.Buffers.Text;

namespace Sightglass.Sensors.Frequency;

/// <summary>
/// Parses <c>/proc/cpuinfo</c>, proc_cpuinfo(5): <c>processor : 3</c> and behind it <c>cpu MHz : 2400.000</c>. Not all
/// architectures write the latter. Any bytes are allowed.
/// </summary>
internal static class CpuInfo
{
    private const double HzPerMHz = 1e6;

    /// <returns>Whether it told any frequency.</returns>
    internal static bool Parse(ReadOnlySpan<byte> text, Span<double> perLogical)
    {
        int number = -1;
        bool hasAny = false;
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            int colon = line.IndexOf((byte)':');
            if (colon < 0)
                continue;
            var name = line[..colon].TrimEnd("\t "u8);
            var value = line[(colon + 1)..].Trim((byte)' ');
            if (value.IsEmpty || !char.IsAsciiDigit((char)value[0]))
                continue;
            if (name.SequenceEqual("processor"u8))
                number = Utf8Parser.TryParse(value, out int parsed, out int length) && length == value.Length
                    ? parsed : -1;
            else if (name.SequenceEqual("cpu MHz"u8) && (uint)number < (uint)perLogical.Length
                && Utf8Parser.TryParse(value, out double megahertz, out int used) && used == value.Length
                && megahertz is > 0 and < 1e6)
            {
                perLogical[number] = megahertz * HzPerMHz;
                hasAny = true;
            }
        }
        return hasAny;
    }
}
