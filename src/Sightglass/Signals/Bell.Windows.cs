using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Signals;

internal abstract unsafe partial class Bell
{
    /// <summary>An auto-reset event: each set lets one thread through, now or when it comes.</summary>
    [SupportedOSPlatform("windows")]
    private sealed class Windows(ulong* signal, uint* looking, SafeWaitHandle handle) : Bell(signal, looking)
    {
        internal static Windows CreateEvent(ulong* signal, uint* looking, string name, Access access)
        {
            using var security = new SecurityDescriptor(access, "0x2"); // EVENT_MODIFY_STATE
            var attributes = security.Attributes;
            var handle = Kernel32.CreateEvent(&attributes, manualReset: false, initialState: false, EventName(name));
            return !handle.IsInvalid ? new(signal, looking, handle)
                : throw OsError.Windows("create", EventName(name), Marshal.GetLastPInvokeError());
        }

        internal static Windows OpenEvent(ulong* signal, uint* looking, string name)
        {
            var handle = Kernel32.OpenEvent(Kernel32.EVENT_MODIFY_STATE, inherit: false, EventName(name));
            return !handle.IsInvalid ? new(signal, looking, handle)
                : throw OsError.Windows("open", EventName(name), Marshal.GetLastPInvokeError());
        }

        internal override void WakeOne() => _ = Kernel32.SetEvent(handle);

        internal override void Sleep(ulong seen, int timeoutMs) =>
            _ = Kernel32.WaitForSingleObject(handle, (uint)timeoutMs);

        public override void Dispose() => handle.Dispose();

        private static string EventName(string name) => name + ".bell";
    }
}
