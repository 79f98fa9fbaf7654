using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Sensors.Interop;

/// <summary>Counters of disks, kernel32.dll.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class Disks
{
    internal const uint IOCTL_DISK_PERFORMANCE = 0x70020, FILE_SHARE_READ = 1, FILE_SHARE_WRITE = 2, OPEN_EXISTING = 3;

    [LibraryImport("kernel32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial SafeFileHandle CreateFileW(string lpFileName, uint dwDesiredAccess, uint dwShareMode,
        nint lpSecurityAttributes, uint dwCreationDisposition, uint dwFlagsAndAttributes, nint hTemplateFile);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool DeviceIoControl(SafeFileHandle hDevice, uint dwIoControlCode, void* lpInBuffer,
        uint nInBufferSize, void* lpOutBuffer, uint nOutBufferSize, uint* lpBytesReturned, nint lpOverlapped);

    /// <summary>Times in 100 ns.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct DISK_PERFORMANCE
    {
        public long BytesRead;
        public long BytesWritten;
        public long ReadTime;
        public long WriteTime;
        public long IdleTime;
        public uint ReadCount;
        public uint WriteCount;
        public uint QueueDepth;
        public uint SplitCount;
        public long QueryTime;
        public uint StorageDeviceNumber;
        public fixed char StorageManagerName[8];
    }
}
