using System.Runtime.Versioning;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Signals;

internal abstract unsafe partial class Waker
{
    [SupportedOSPlatform("linux")]
    private sealed class Linux(ulong* signal, PeersHeader* peers, bool always) : Waker(signal, peers, always)
    {
        // futex(2): no FUTEX_PRIVATE_FLAG, the word is shared between processes. The low half of the signal is its
        // first four bytes: the layout is little-endian.
        internal override void WakeAll() =>
            _ = Libc.futex(Libc.SYS_futex, (uint*)_signal, Libc.FUTEX_WAKE, int.MaxValue, null, 0, 0);
    }
}
