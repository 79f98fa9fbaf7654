using System.Buffers.Text;

namespace Sightglass.Sensors.Cpu;

/// <summary>
/// Parses the CPU lines of <c>/proc/stat</c>, proc_stat(5). Any bytes are allowed; what is no line is skipped.
/// </summary>
internal static class ProcStat
{
    /// <summary>
    /// user, nice, system, idle: all that the oldest kernels have. Fields a kernel does not have are 0 in the counters
    /// and missing in the modes.
    /// </summary>
    private const int MinFieldCount = 4;

    /// <summary>
    /// Up to and including steal. guest and guest_nice follow, but are already inside user and nice; adding them would
    /// count them twice. Fields of future kernels are as unknown to us as they are to the formula.
    /// </summary>
    private const int MaxFieldCount = 8;

    /// <summary>
    /// 89,000 years at 100 Hz. A larger number is rubbish; without this limit the sums over all processors could
    /// overflow.
    /// </summary>
    private const long MaxTicks = 1L << 48;

    /// <summary>Fills <paramref name="reading"/>; false if the text holds no line of CPU counters at all.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> text, CpuReading reading)
    {
        // A line counts only with its end: counters cut short would be small numbers, not missing ones.
        for (int end; (end = text.IndexOf((byte)'\n')) >= 0; text = text[(end + 1)..])
        {
            var line = text[..end];
            if (line.StartsWith("cpu"u8))
                ParseLine(line["cpu".Length..], reading);
        }
        return reading.HasMachine || reading.OnlineCount > 0;
    }

    private static void ParseLine(ReadOnlySpan<byte> rest, CpuReading reading)
    {
        // The number behind "cpu" is the processor's identity. The position of the line is not: offline ones are
        // missing.
        bool isProcessor = TryTakeNumber(ref rest, out long number);
        if (!rest.StartsWith(" "u8) || !TryParseCounters(rest, out var counters, out int fieldCount))
            return;
        // The modes are the kernel's, the same on each line; those of the last line are as good as any.
        reading.Modes = (CpuModeSet)((1 << fieldCount) - 1);
        if (!isProcessor)
            reading.SetMachine(counters);
        else if (number < CpuReading.MaxLimit)
            reading.Set((int)number, counters);
    }

    private static bool TryParseCounters(ReadOnlySpan<byte> rest, out CpuCounters counters, out int count)
    {
        Span<long> fields = stackalloc long[MaxFieldCount];
        fields.Clear();
        count = 0;
        while (count < MaxFieldCount && !(rest = rest.TrimStart((byte)' ')).IsEmpty)
        {
            if (!TryTakeNumber(ref rest, out fields[count]) || !(rest.IsEmpty || rest[0] == ' '))
                break;
            count++;
        }
        counters = new()
        {
            User = fields[0],
            Nice = fields[1],
            System = fields[2],
            Idle = fields[3],
            IoWait = fields[4],
            Irq = fields[5],
            SoftIrq = fields[6],
            Steal = fields[7],
        };
        return count == MaxFieldCount || (count >= MinFieldCount && rest.IsEmpty);
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> rest, out long value)
    {
        // Utf8Parser would also take a sign, which no counter has.
        if (rest.IsEmpty || !char.IsAsciiDigit((char)rest[0])
            || !Utf8Parser.TryParse(rest, out value, out int length) || value > MaxTicks)
        {
            value = 0;
            return false;
        }
        rest = rest[length..];
        return true;
    }
}
