using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Interop;

/// <summary>kernel32 of Windows, in its own spelling. Declarations only.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Kernel32
{
    internal const int ERROR_FILE_NOT_FOUND = 2, ERROR_ACCESS_DENIED = 5, ERROR_INVALID_HANDLE = 6,
        ERROR_NOT_ENOUGH_MEMORY = 8, ERROR_DISK_FULL = 112, ERROR_ALREADY_EXISTS = 183, ERROR_COMMITMENT_LIMIT = 1455;

    internal const uint PAGE_READWRITE = 4, FILE_MAP_WRITE = 2, FILE_MAP_READ = 4;
    internal const uint SYNCHRONIZE = 0x100000, EVENT_MODIFY_STATE = 2, MUTANT_QUERY_STATE = 1;
    internal const uint WAIT_OBJECT_0 = 0, WAIT_ABANDONED = 0x80, WAIT_TIMEOUT = 258, INFINITE = 0xFFFFFFFF;

    [StructLayout(LayoutKind.Sequential)]
    internal struct SECURITY_ATTRIBUTES
    {
        internal uint nLength;
        internal nint lpSecurityDescriptor;
        internal int bInheritHandle;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct MEMORY_BASIC_INFORMATION
    {
        internal nint BaseAddress, AllocationBase;
        internal uint AllocationProtect; internal ushort PartitionId;
        internal nuint RegionSize;
        internal uint State, Protect, Type;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateFileMappingW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeMemoryMappedFileHandle CreateFileMapping(
        nint file, SECURITY_ATTRIBUTES* security, uint protect, uint sizeHigh, uint sizeLow, string? name);

    [LibraryImport("kernel32", EntryPoint = "OpenFileMappingW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeMemoryMappedFileHandle OpenFileMapping(
        uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, string name);

    [LibraryImport("kernel32", SetLastError = true)]
    internal static partial nint MapViewOfFile(
        SafeMemoryMappedFileHandle mapping, uint access, uint offsetHigh, uint offsetLow, nuint size);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool UnmapViewOfFile(nint address);

    [LibraryImport("kernel32", SetLastError = true)]
    internal static partial nuint VirtualQuery(nint address, MEMORY_BASIC_INFORMATION* info, nuint length);

    [LibraryImport("kernel32", EntryPoint = "CreateEventW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeWaitHandle CreateEvent(
        SECURITY_ATTRIBUTES* security, [MarshalAs(UnmanagedType.Bool)] bool manualReset,
        [MarshalAs(UnmanagedType.Bool)] bool initialState, string? name);

    [LibraryImport("kernel32", EntryPoint = "OpenEventW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeWaitHandle OpenEvent(
        uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, string name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool SetEvent(SafeWaitHandle handle);

    [LibraryImport("kernel32", EntryPoint = "CreateMutexW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeWaitHandle CreateMutex(
        SECURITY_ATTRIBUTES* security, [MarshalAs(UnmanagedType.Bool)] bool initialOwner, string name);

    [LibraryImport("kernel32", EntryPoint = "OpenMutexW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16)]
    internal static partial SafeWaitHandle OpenMutex(
        uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, string name);

    [LibraryImport("kernel32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool ReleaseMutex(SafeWaitHandle handle);

    [LibraryImport("kernel32", SetLastError = true)]
    internal static partial uint WaitForSingleObject(SafeWaitHandle handle, uint milliseconds);

    [LibraryImport("kernel32", SetLastError = true)]
    internal static partial uint WaitForMultipleObjects(
        uint count, nint* handles, [MarshalAs(UnmanagedType.Bool)] bool all, uint milliseconds);

    [LibraryImport("kernel32")]
    internal static partial void GetSystemTimePreciseAsFileTime(long* time);

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool ProcessIdToSessionId(uint pid, out uint session);

    [LibraryImport("kernel32")]
    internal static partial nint LocalFree(nint memory);
}
