using System.Buffers.Text;

namespace Sightglass.Sensors.Processes;

/// <summary>Parses <c>/proc/[pid]/stat</c>, proc_pid_stat(5). Any bytes are allowed.</summary>
internal ref struct ProcPidStat
{
    internal ReadOnlySpan<byte> Name;
    internal long Ticks, StartTicks, ResidentPages;

    /// <summary>Behind the name: state is field 3, utime 14, stime 15, starttime 22, rss 24.</summary>
    private const int UserTime = 14, SystemTime = 15, StartTime = 22, ResidentSize = 24, FirstField = 3;

    internal static bool TryParse(ReadOnlySpan<byte> text, out ProcPidStat stat)
    {
        stat = default;
        // A name may hold anything, parentheses too; the last one ends it.
        int open = text.IndexOf((byte)'('), close = text.LastIndexOf((byte)')');
        if (open < 0 || close < open)
            return false;
        stat.Name = text[(open + 1)..close];
        var rest = text[(close + 1)..];
        for (int field = FirstField; field <= ResidentSize; field++)
        {
            rest = rest.TrimStart((byte)' ');
            int end = rest.IndexOf((byte)' ');
            if (end <= 0) // fields follow behind the last that is needed
                return false;
            if (field is UserTime or SystemTime or StartTime or ResidentSize)
            {
                if (!char.IsAsciiDigit((char)rest[0])
                    || !Utf8Parser.TryParse(rest[..end], out long number, out int length)
                    || length != end || number > 1L << 48)
                    return false;
                if (field == StartTime)
                    stat.StartTicks = number;
                else if (field == ResidentSize)
                    stat.ResidentPages = number;
                else
                    stat.Ticks += number;
            }
            rest = rest[end..];
        }
        return true;
    }
}
