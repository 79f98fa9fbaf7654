using System.Globalization;
using System.Runtime.InteropServices;

namespace Sightglass.Sensors.Tests.Truth;

/// <summary>The same figures by another way: read and computed here as simply as can be, sharing no code.</summary>
internal static partial class Kernel
{
    /// <summary>Ticks of the whole machine (number −1) or of one processor; null if it is offline.</summary>
    internal static (long Busy, long Idle)? CpuTicks(int number = -1)
    {
        if (OperatingSystem.IsWindows())
        {
            GetSystemTimes(out long idle, out long kernel, out long user);
            return (kernel + user - idle, idle);
        }
        var name = number < 0 ? "cpu" : "cpu" + number.ToString(CultureInfo.InvariantCulture);
        foreach (var line in File.ReadAllLines("/proc/stat"))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words[0] != name)
                continue;
            var ticks = words.Skip(1).Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToArray();
            return (ticks[0] + ticks[1] + ticks[2] + ticks[5] + ticks[6] + ticks[7], ticks[3] + ticks[4]);
        }
        return null;
    }

    internal static (long Total, long Available) MemoryBytes()
    {
        if (OperatingSystem.IsWindows())
        {
            var info = default(PerformanceInformation);
            K32GetPerformanceInfo(ref info, (uint)Marshal.SizeOf<PerformanceInformation>());
            return ((long)(info.PhysicalTotal * info.PageSize), (long)(info.PhysicalAvailable * info.PageSize));
        }
        var lines = File.ReadAllLines("/proc/meminfo");
        return (Of("MemTotal"), Of("MemAvailable"));

        long Of(string name)
        {
            var words = lines.Single(line => line.StartsWith(name + ":", StringComparison.Ordinal)).Split(' ');
            return long.Parse(words[^2], CultureInfo.InvariantCulture) * 1024;
        }
    }

    [LibraryImport("kernel32")]
    private static partial int GetSystemTimes(out long idle, out long kernel, out long user);

    [LibraryImport("kernel32")]
    private static partial int K32GetPerformanceInfo(ref PerformanceInformation info, uint size);

    [StructLayout(LayoutKind.Sequential)]
    private struct PerformanceInformation
    {
        public uint Size;
        public nuint CommitTotal;
        public nuint CommitLimit;
        public nuint CommitPeak;
        public nuint PhysicalTotal;
        public nuint PhysicalAvailable;
        public nuint SystemCache;
        public nuint KernelTotal;
        public nuint KernelPaged;
        public nuint KernelNonpaged;
        public nuint PageSize;
        public uint HandleCount;
        public uint ProcessCount;
        public uint ThreadCount;
    }
}
