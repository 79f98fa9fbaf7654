using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Interop;

/// <summary>ntdll of Windows, in its own spelling. Declarations only.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Ntdll
{
    internal const uint DIRECTORY_QUERY = 1;
    internal const int STATUS_SUCCESS = 0, STATUS_MORE_ENTRIES = 0x105;

    [StructLayout(LayoutKind.Sequential)]
    internal struct UNICODE_STRING { internal ushort Length, MaximumLength; internal char* Buffer; }

    [StructLayout(LayoutKind.Sequential)]
    internal struct OBJECT_ATTRIBUTES
    {
        internal uint Length; internal nint RootDirectory; internal UNICODE_STRING* ObjectName;
        internal uint Attributes; internal nint SecurityDescriptor, SecurityQualityOfService;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct OBJECT_DIRECTORY_INFORMATION { internal UNICODE_STRING Name, TypeName; }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MUTANT_BASIC_INFORMATION { internal int CurrentCount; internal byte OwnedByCaller, AbandonedState; }

    [LibraryImport("ntdll")]
    internal static partial int NtQueryMutant(
        SafeWaitHandle mutant, int informationClass, MUTANT_BASIC_INFORMATION* information, uint length,
        uint* returned);

    [LibraryImport("ntdll")]
    internal static partial int NtOpenDirectoryObject(nint* handle, uint access, OBJECT_ATTRIBUTES* attributes);

    [LibraryImport("ntdll")]
    internal static partial int NtQueryDirectoryObject(
        nint handle, void* buffer, uint length, byte single, byte restart, uint* context, uint* returned);

    [LibraryImport("ntdll")]
    internal static partial int NtClose(nint handle);
}
