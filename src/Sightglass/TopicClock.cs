using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Interop;

namespace Sightglass;

/// <summary>
/// The two clocks that stamp every sample. Both count nanoseconds; all processes of one machine read the same clocks,
/// so times of different processes may be compared.
/// </summary>
public static unsafe class TopicClock
{
    private const long NsPerSecond = 1_000_000_000, NsPerTick = 100;

    /// <summary>
    /// Nanoseconds since the machine started, time asleep included (Linux: CLOCK_BOOTTIME; Windows: interrupt time).
    /// Never set back. For intervals and ages.
    /// </summary>
    public static long MonotonicNs => OperatingSystem.IsLinux() ? Linux(Libc.CLOCK_BOOTTIME)
        : OperatingSystem.IsWindows() ? Windows.MonotonicNs()
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Nanoseconds since 1970-01-01 UTC. May be set by the user at any moment; for showing only.</summary>
    public static long UtcNs => (DateTime.UtcNow.Ticks - DateTime.UnixEpoch.Ticks) * NsPerTick;

    /// <summary>
    /// The moment that a UTC time stamp of a sample means, to the 100 ns that a <see cref="DateTimeOffset"/> holds.
    /// </summary>
    /// <param name="utcNs">Nanoseconds since 1970-01-01 UTC.</param>
    public static DateTimeOffset ToDateTime(long utcNs) => DateTimeOffset.UnixEpoch.AddTicks(utcNs / NsPerTick);

    [SupportedOSPlatform("linux")]
    private static long Linux(int clock)
    {
        Libc.timespec now;
        _ = Libc.clock_gettime(clock, &now); // clock_gettime(2): fails only for a clock that the kernel does not know
        return now.tv_sec * NsPerSecond + now.tv_nsec;
    }

    [SupportedOSPlatform("windows")]
    private static class Windows
    {
        // Looked up rather than imported: Wine 8 lacks it. Every process of one machine comes to the same choice.
        private static readonly delegate* unmanaged[SuppressGCTransition]<ulong*, void> _interruptTime = Find();

        internal static long MonotonicNs()
        {
            if (_interruptTime == null)
                return (long)(Stopwatch.GetTimestamp() * ((double)NsPerSecond / Stopwatch.Frequency));
            ulong ticks;
            _interruptTime(&ticks);
            return (long)ticks * NsPerTick;
        }

        private static delegate* unmanaged[SuppressGCTransition]<ulong*, void> Find() =>
            NativeLibrary.TryLoad("kernelbase.dll", out var library)
            && NativeLibrary.TryGetExport(library, "QueryInterruptTimePrecise", out var address)
                ? (delegate* unmanaged[SuppressGCTransition]<ulong*, void>)address : null;
    }
}
