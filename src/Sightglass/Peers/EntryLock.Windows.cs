using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Peers;

internal abstract partial class EntryLock
{
    [SupportedOSPlatform("windows")]
    internal static EntryLocks ViewOfEvents(EntryRange range) => new Windows.View(range);

    /// <summary>An event whose existence is the claim: it goes with its last handle, so with the process.</summary>
    [SupportedOSPlatform("windows")]
    private sealed unsafe class Windows(int index, SafeWaitHandle handle) : EntryLock(index)
    {
        internal override SafeWaitHandle Event => handle;

        internal static Windows? TryTakeEvent(EntryRange range, bool everyone)
        {
            // EVENT_MODIFY_STATE for the publisher.
            using var security = new SecurityDescriptor(everyone ? Access.Everyone : Access.Owner, "0x2");
            var attributes = security.Attributes;
            var first = Environment.ProcessId % range.Count;
            for (var i = 0; i < range.Count; i++)
            {
                var index = (first + i) % range.Count;
                var handle = Kernel32.CreateEvent(&attributes, manualReset: false, initialState: false,
                    range.EventName(index));
                if (!handle.IsInvalid && Marshal.GetLastPInvokeError() != Kernel32.ERROR_ALREADY_EXISTS)
                    return new Windows(index, handle);
                handle.Dispose();
            }
            return null;
        }

        public override void Dispose() => handle.Dispose();

        internal sealed class View(EntryRange range) : EntryLocks
        {
            internal override bool IsTaken(int index)
            {
                using var found =
                    Kernel32.OpenEvent(Kernel32.EVENT_MODIFY_STATE, inherit: false, range.EventName(index));
                return !found.IsInvalid || Marshal.GetLastPInvokeError() != Kernel32.ERROR_FILE_NOT_FOUND;
            }

            public override void Dispose()
            {
            }
        }
    }
}
