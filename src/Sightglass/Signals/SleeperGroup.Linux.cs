using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Interop;

namespace Sightglass.Signals;

internal abstract partial class SleeperGroup
{
    /// <summary>
    /// futex_waitv(2), Linux 5.16 and later. Where it is missing or a sandbox denies it, a group takes one sleeper, and
    /// each awaiting subscriber costs a thread; nothing else changes.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private sealed unsafe class Linux : SleeperGroup
    {
        private const int MaxWords = 128; // FUTEX_WAITV_MAX, one of which is our own word
        private const long NsPerMs = 1_000_000, NsPerSecond = 1_000_000_000;
        private static readonly bool _hasMany = Probe();

        private readonly uint* _own = (uint*)NativeMemory.AllocZeroed(sizeof(uint));
        private volatile Sleeper? _only;

        internal override int Capacity => _hasMany ? MaxWords - 1 : 1;

        internal override void Sleep(ReadOnlySpan<Sleeper> sleepers, ReadOnlySpan<ulong> seen, int timeoutMs)
        {
            var own = Volatile.Read(ref *_own);
            if ((own & 1) == 1)
            {
                // Odd: interrupted before this sleep. Taken, and the interrupter need not have been waited for.
                Interlocked.Increment(ref *_own);
                return;
            }
            for (var i = 0; i < sleepers.Length; i++)
            {
                if (!sleepers[i].Announce(seen[i])) return;
                if (!sleepers[i].IsWoken) timeoutMs = (int)Math.Min((uint)timeoutMs, Sleeper.UnannouncedSleepMs);
            }
            if (_hasMany) SleepOnMany(own, sleepers, seen, timeoutMs);
            else SleepOnOne(own, sleepers, seen, timeoutMs);
        }

        private void SleepOnMany(uint own, ReadOnlySpan<Sleeper> sleepers, ReadOnlySpan<ulong> seen, int timeoutMs)
        {
            var words = stackalloc Libc.futex_waitv_entry[sleepers.Length + 1];
            words[0] = new() { val = own, uaddr = (ulong)_own, flags = Libc.FUTEX2_SIZE_U32 };
            for (var i = 0; i < sleepers.Length; i++)
                words[i + 1] = new()
                {
                    val = (uint)seen[i],
                    uaddr = (ulong)((Sleeper.Linux)sleepers[i]).Word,
                    flags = Libc.FUTEX2_SIZE_U32, // shared between processes: not FUTEX2_PRIVATE
                };
            var deadline = Deadline(timeoutMs); // futex_waitv(2): absolute, unlike futex(2)
            _ = Libc.futex_waitv(Libc.SYS_futex_waitv, words, (uint)sleepers.Length + 1, 0,
                timeoutMs < 0 ? null : &deadline, Libc.CLOCK_MONOTONIC);
        }

        private void SleepOnOne(uint own, ReadOnlySpan<Sleeper> sleepers, ReadOnlySpan<ulong> seen, int timeoutMs)
        {
            if (sleepers.Length == 0)
            {
                var timeout = Sleeper.Linux.Relative(timeoutMs);
                _ = Libc.futex(Libc.SYS_futex, _own, Libc.FUTEX_WAIT, own, timeoutMs < 0 ? null : &timeout, 0, 0);
                return;
            }
            _only = sleepers[0];
            // An interrupt between the look at our own word and this sleep is not seen by the kernel: short pieces.
            if (Volatile.Read(ref *_own) == own)
                sleepers[0].Sleep(seen[0], (int)Math.Min((uint)timeoutMs, Sleeper.UnannouncedSleepMs));
            _only = null;
        }

        internal override void Interrupt()
        {
            var own = Volatile.Read(ref *_own);
            if ((own & 1) == 1 || Interlocked.CompareExchange(ref *_own, own + 1, own) != own) return;
            _ = Libc.futex(Libc.SYS_futex, _own, Libc.FUTEX_WAKE, int.MaxValue, null, 0, 0);
            _only?.Interrupt();
        }

        public override void Dispose() => NativeMemory.Free(_own);

        private static Libc.timespec Deadline(int timeoutMs)
        {
            Libc.timespec now;
            _ = Libc.clock_gettime(Libc.CLOCK_MONOTONIC, &now);
            var ns = now.tv_nsec + timeoutMs * NsPerMs;
            return new() { tv_sec = now.tv_sec + ns / NsPerSecond, tv_nsec = ns % NsPerSecond };
        }

        private static bool Probe()
        {
            // With no words at all a kernel that has the call says EINVAL; one that has not says ENOSYS, a sandbox
            // EPERM.
            var result = Libc.futex_waitv(Libc.SYS_futex_waitv, null, 0, 0, null, 0);
            return result >= 0 || Marshal.GetLastPInvokeError() == Libc.EINVAL;
        }
    }
}
