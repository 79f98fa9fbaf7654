using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Signals;

internal abstract partial class SleeperGroup
{
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows : SleeperGroup
    {
        private const int MaxHandles = 64; // MAXIMUM_WAIT_OBJECTS, one of which is our own event
        private readonly SafeWaitHandle _own =
        Kernel32.CreateEvent(null, manualReset: false, initialState: false, null);

        internal override int Capacity => MaxHandles - 1;

        internal override void Sleep(ReadOnlySpan<Sleeper> sleepers, ReadOnlySpan<ulong> seen, int timeoutMs)
        {
            // The caller keeps the sleepers from being disposed while they are in the group, so their handles are open.
            var handles = stackalloc nint[sleepers.Length + 1];
            handles[0] = _own.DangerousGetHandle();
            for (var i = 0; i < sleepers.Length; i++)
            {
                if (!sleepers[i].Announce(seen[i])) return;
                if (!sleepers[i].IsWoken) timeoutMs = (int)Math.Min((uint)timeoutMs, Sleeper.UnannouncedSleepMs);
                handles[i + 1] = ((Sleeper.Windows)sleepers[i]).Event.DangerousGetHandle();
            }
            _ = Kernel32.WaitForMultipleObjects((uint)sleepers.Length + 1, handles, all: false, (uint)timeoutMs);
        }

        internal override void Interrupt() => _ = Kernel32.SetEvent(_own);

        public override void Dispose() => _own.Dispose();
    }
}
