using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Pdu.Interop;

namespace Sightglass.Pdu.Objects;

/// <summary>One of the protocol's named events. All are of the manual-reset kind: a wait changes nothing.</summary>
[SupportedOSPlatform("windows")]
internal sealed class ManualEvent : WaitHandle
{
    private readonly string _name;

    private ManualEvent(SafeWaitHandle handle, string name)
    {
        SafeWaitHandle = handle;
        _name = name;
    }

    /// <summary>Opens it, or makes it in the state that the protocol says: whoever comes first makes all.</summary>
    internal static unsafe ManualEvent Open(string name, bool isSetAtFirst)
    {
        var handle = Kernel32.CreateEvent(0, manualReset: true, isSetAtFirst, name);
        var error = Marshal.GetLastPInvokeError();
        if (handle.IsInvalid) throw OsError.Windows("open", name, error);
        Ntdll.EVENT_BASIC_INFORMATION information;
        var size = (uint)sizeof(Ntdll.EVENT_BASIC_INFORMATION);
        if (Ntdll.NtQueryEvent(handle, Ntdll.EventBasicInformation, &information, size, null) != Ntdll.STATUS_SUCCESS
            || information.EventType == Ntdll.NotificationEvent) return new(handle, name);
        handle.Dispose();
        throw new PduException(PduError.Foreign,
            $"Cannot use {name}: it is an auto-reset event, and the protocol has manual-reset ones. " +
            "Another program made it: end that one.");
    }

    /// <summary>Whether it is set now. A manual-reset event is not changed by the look.</summary>
    internal bool IsSet => WaitOne(0);

    internal void Set()
    {
        if (!Kernel32.SetEvent(SafeWaitHandle)) throw OsError.Windows("set", _name, Marshal.GetLastPInvokeError());
    }

    internal void Reset()
    {
        if (!Kernel32.ResetEvent(SafeWaitHandle)) throw OsError.Windows("reset", _name, Marshal.GetLastPInvokeError());
    }
}
