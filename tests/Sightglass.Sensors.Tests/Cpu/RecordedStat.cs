using System.Globalization;
using System.Text;

namespace Sightglass.Sensors.Tests.Cpu;

/// <summary>
/// Texts of <c>/proc/stat</c>, recorded or modelled on recorded ones. The long intr lines are shortened.
/// </summary>
internal static class RecordedStat
{
    /// <summary>A virtual machine with two processors, Linux 6.18.</summary>
    internal const string TwoProcessors = """
        cpu  2687 0 1929 175518 810 0 33 47 0 0
        cpu0 1019 0 819 88576 36 0 7 20 0 0
        cpu1 1667 0 1109 86941 773 0 25 26 0 0
        intr 131837 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 1 1 13 0 0 0 0 181 41 0 27 1 31806 0 3894
        ctxt 291593
        btime 1763836192
        processes 7291
        procs_running 1
        procs_blocked 0
        softirq 66402 0 13163 3 4103 3998 0 12 23470 0 21653

        """;

    /// <summary>The same one second later: processor 0 worked for 25 of 100 ticks, processor 1 for 75.</summary>
    internal const string TwoProcessorsLater = """
        cpu  2767 0 1939 175612 816 0 38 52 0 0
        cpu0 1034 0 824 88650 37 0 9 23 0 0
        cpu1 1732 0 1114 86961 778 0 28 28 0 0
        intr 131999 0 0
        ctxt 292100
        btime 1763836192

        """;

    /// <summary>A host of virtual machines: most of user is guest, and would be counted twice if added.</summary>
    internal const string Hypervisor = """
        cpu  1000 200 100 5000 300 10 20 0 900 150
        cpu0 1000 200 100 5000 300 10 20 0 900 150
        intr 1

        """;

    /// <summary>Eight processors, of which 2, 3 and 6 are offline.</summary>
    internal const string Hotplug = """
        cpu  53560 12 9013 910442 1208 0 311 0 0 0
        cpu0 10100 3 2001 180100 301 0 100 0 0 0
        cpu1 11200 2 1900 181300 202 0 80 0 0 0
        cpu4 10300 3 1800 182200 303 0 51 0 0 0
        cpu5 10960 2 1700 183442 201 0 40 0 0 0
        cpu7 11000 2 1612 183400 201 0 40 0 0 0
        intr 5511

        """;

    /// <summary>
    /// An LXC container of two processors as lxcfs tells it: numbered anew from 0, whatever they are in the host; what
    /// is nobody's is idle; no interrupts; the other lines are the host's.
    /// </summary>
    internal const string Lxc = """
        cpu  41230 0 9120 1200500 0 0 0 0 0 0
        cpu0 20115 0 4600 600750 0 0 0 0 0 0
        cpu1 21115 0 4520 599750 0 0 0 0 0 0
        intr 5230115 0 0 0
        ctxt 991823344
        btime 1763836192

        """;

    /// <summary>The same after lxcfs was started anew: its counters begin again.</summary>
    internal const string LxcRestarted = """
        cpu  130 0 20 250 0 0 0 0 0 0
        cpu0 80 0 10 110 0 0 0 0 0 0
        cpu1 50 0 10 140 0 0 0 0 0 0
        intr 5230115 0 0 0

        """;

    /// <summary>Linux 2.4 knew four fields only.</summary>
    internal const string FourFields = """
        cpu  1279636 934 62330 1246434
        cpu0 1279636 934 62330 1246434
        page 5741 1808

        """;

    /// <summary>A text of many processors, each of which has worked the given part of the ticks.</summary>
    internal static string Many(int processorCount, long ticks, Func<int, int> busyPercent)
    {
        var lines = new StringBuilder();
        long user = 0, idle = 0;
        for (int number = 0; number < processorCount; number++)
        {
            long busy = ticks * busyPercent(number) / 100;
            user += busy;
            idle += ticks - busy;
            lines.Append(CultureInfo.InvariantCulture, $"cpu{number} {busy} 0 0 {ticks - busy} 0 0 0 0 0 0\n");
        }
        lines.Append("intr 99887766").Insert(lines.Length, " 0", 20_000).Append('\n');
        return string.Create(CultureInfo.InvariantCulture, $"cpu  {user} 0 0 {idle} 0 0 0 0 0 0\n") + lines;
    }
}
