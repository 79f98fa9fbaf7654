using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Peers;

internal abstract unsafe partial class Presence
{
    /// <summary>A named event that only subscribers hold: it exists exactly as long as one of them does.</summary>
    [SupportedOSPlatform("windows")]
    private sealed class Windows(SafeWaitHandle handle, EntryLock? entry, PeerEntry* place) : Presence(place)
    {
        internal static Windows? EnterObject(string name, EntryLock? entry, PeerEntry* place)
        {
            using var security = new SecurityDescriptor(Access.Everyone, "0x100000"); // SYNCHRONIZE: to be found
            var attributes = security.Attributes;
            var handle = Kernel32.CreateEvent(&attributes, manualReset: true, initialState: false, ObjectName(name));
            if (handle.IsInvalid)
            {
                handle.Dispose();
                handle = Kernel32.OpenEvent(Kernel32.SYNCHRONIZE, inherit: false, ObjectName(name)); // another user's
            }
            if (!handle.IsInvalid) return new Windows(handle, entry, place);
            handle.Dispose();
            entry?.Dispose();
            return null;
        }

        internal static bool IsAnyoneAt(string name)
        {
            using var handle = Kernel32.OpenEvent(Kernel32.SYNCHRONIZE, inherit: false, ObjectName(name));
            return !handle.IsInvalid;
        }

        public override void Dispose()
        {
            entry?.Dispose();
            handle.Dispose();
        }

        private static string ObjectName(string name) => name + ".watched";
    }
}
