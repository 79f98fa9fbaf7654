using System.Runtime.Versioning;
using Sightglass.Interop;

namespace Sightglass.Signals;

internal abstract unsafe partial class Bell
{
    [SupportedOSPlatform("linux")]
    private sealed class Linux(ulong* signal, uint* looking) : Bell(signal, looking)
    {
        internal override void WakeOne() =>
            _ = Libc.futex(Libc.SYS_futex, (uint*)_signal, Libc.FUTEX_WAKE, 1, null, 0, 0);

        internal override void Sleep(ulong seen, int timeoutMs)
        {
            var timeout = Sleeper.Linux.Relative(timeoutMs);
            _ = Libc.futex(Libc.SYS_futex, (uint*)_signal, Libc.FUTEX_WAIT, (uint)seen,
                timeoutMs < 0 ? null : &timeout, 0, 0);
        }

        public override void Dispose()
        {
        }
    }
}
