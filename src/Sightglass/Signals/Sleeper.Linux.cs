using System.Runtime.Versioning;
using Sightglass.Interop;

namespace Sightglass.Signals;

internal abstract unsafe partial class Sleeper
{
    [SupportedOSPlatform("linux")]
    internal sealed class Linux(ulong* signal, ulong* sleptOn, bool wakesAlways)
        : Sleeper(signal, sleptOn, wakesAlways)
    {
        private const long NsPerMs = 1_000_000, NsPerSecond = 1_000_000_000;

        /// <summary>The word to sleep on: the low half of the signal.</summary>
        internal uint* Word => (uint*)_signal;

        // A wake needs no right to write, only the mapping.
        internal override void Interrupt() =>
            _ = Libc.futex(Libc.SYS_futex, Word, Libc.FUTEX_WAKE, int.MaxValue, null, 0, 0);

        private protected override void SleepNow(ulong seen, int timeoutMs)
        {
            // futex(2): the kernel compares the word under its own lock and does not sleep if it has changed; the
            // time-out is relative, on the monotonic clock. EINTR, EAGAIN and ETIMEDOUT are all "look again".
            var timeout = Relative(timeoutMs);
            _ = Libc.futex(Libc.SYS_futex, Word, Libc.FUTEX_WAIT, (uint)seen, timeoutMs < 0 ? null : &timeout, 0, 0);
        }

        internal static Libc.timespec Relative(int timeoutMs) => new()
        {
            tv_sec = timeoutMs * NsPerMs / NsPerSecond,
            tv_nsec = timeoutMs * NsPerMs % NsPerSecond,
        };
    }
}
