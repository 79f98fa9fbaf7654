using System.Runtime.Versioning;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Signals;

internal abstract unsafe partial class Waker
{
    /// <summary>
    /// Windows has no wait on a word across processes, and two events used in turn lose the wake of a subscriber that
    /// is held up for two samples between its look and its sleep. So each sleeper has an event of its own, which stays
    /// set until that sleeper takes it: nobody else can use it up or reset it.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed class Windows(ulong* signal, PeersHeader* peers, bool always, string name)
        : Waker(signal, peers, always)
    {
        internal override void WakeAll()
        {
            for (var i = 0; i < PeersHeader.SleeperCount; i++)
            {
                if (Volatile.Read(ref _peers->Sleepers[i]) == 0) continue;
                // Cleared before the event is set: the sleeper, once woken, marks itself anew, and that mark must stay.
                Volatile.Write(ref _peers->Sleepers[i], 0);
                // Opened each time rather than kept: a handle kept here would keep the entry of a dead sleeper taken.
                using var sleeper =
                    Kernel32.OpenEvent(Kernel32.EVENT_MODIFY_STATE, inherit: false, Sleeper.EventName(name, i));
                if (!sleeper.IsInvalid) _ = Kernel32.SetEvent(sleeper);
            }
        }
    }
}
