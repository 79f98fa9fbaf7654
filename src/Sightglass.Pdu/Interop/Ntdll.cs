using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Pdu.Interop;

/// <summary>ntdll of Windows, in its own spelling. Declarations only. NTSTATUS is an int: 0 is success.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Ntdll
{
    internal const int STATUS_SUCCESS = 0, EventBasicInformation = 0, NotificationEvent = 0;

    /// <summary>EventType is NotificationEvent for a manual-reset event; EventState is not 0 when it is set.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct EVENT_BASIC_INFORMATION
    {
        internal int EventType, EventState;
    }

    [LibraryImport("ntdll"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial int NtQueryEvent(
        SafeWaitHandle handle, int informationClass, EVENT_BASIC_INFORMATION* information, uint length, uint* returned);
}
