using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Pdu.Interop;

/// <summary>kernel32 of Windows, in its own spelling. Declarations only.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Kernel32
{
    internal const int ERROR_FILE_NOT_FOUND = 2, ERROR_ACCESS_DENIED = 5, ERROR_INVALID_HANDLE = 6,
        ERROR_ALREADY_EXISTS = 183;

    internal const uint PAGE_READWRITE = 4, FILE_MAP_WRITE = 2, FILE_MAP_READ = 4;

    [StructLayout(LayoutKind.Sequential)]
    internal struct MEMORY_BASIC_INFORMATION
    {
        internal nint BaseAddress, AllocationBase;
        internal uint AllocationProtect; internal ushort PartitionId;
        internal nuint RegionSize;
        internal uint State, Protect, Type;
    }

    [LibraryImport("kernel32", EntryPoint = "CreateFileMappingW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial SafeMemoryMappedFileHandle CreateFileMapping(
        nint file, nint security, uint protect, uint sizeHigh, uint sizeLow, string name);

    [LibraryImport("kernel32", EntryPoint = "OpenFileMappingW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial SafeMemoryMappedFileHandle OpenFileMapping(
        uint access, [MarshalAs(UnmanagedType.Bool)] bool inherit, string name);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial nint MapViewOfFile(
        SafeMemoryMappedFileHandle mapping, uint access, uint offsetHigh, uint offsetLow, nuint size);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool UnmapViewOfFile(nint address);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial nuint VirtualQuery(nint address, MEMORY_BASIC_INFORMATION* info, nuint length);

    [LibraryImport("kernel32", EntryPoint = "CreateEventW", SetLastError = true,
        StringMarshalling = StringMarshalling.Utf16), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial SafeWaitHandle CreateEvent(
        nint security, [MarshalAs(UnmanagedType.Bool)] bool manualReset,
        [MarshalAs(UnmanagedType.Bool)] bool initialState, string name);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool SetEvent(SafeWaitHandle handle);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool ResetEvent(SafeWaitHandle handle);
}
