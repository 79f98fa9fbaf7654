using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>
/// The C library of Linux, in its own spelling. Declarations only. For reading thousands of files that are each opened
/// once: .NET's own handles allocate for each.
/// </summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class Libc
{
    internal const int O_RDONLY = 0, O_CLOEXEC = 0x80000;

    /// <summary>statx(2).</summary>
    internal const int AT_FDCWD = -100;
    internal const uint STATX_UID = 0x8;

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int open(byte* pathname, int flags);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint read(int fd, void* buf, nuint count);

    [LibraryImport("libc")]
    internal static partial int close(int fd);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint opendir(byte* name);

    /// <summary>The entry is the stream's own, until the next call.</summary>
    [LibraryImport("libc")]
    internal static partial dirent* readdir(nint dirp);

    [LibraryImport("libc")]
    internal static partial void rewinddir(nint dirp);

    [LibraryImport("libc")]
    internal static partial int closedir(nint dirp);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int statx(int dirfd, byte* pathname, int flags, uint mask, statx_buffer* buffer);

    /// <summary>The same with glibc and musl on 64 bits; the name follows, ended by 0.</summary>
    [StructLayout(LayoutKind.Explicit)]
    internal struct dirent
    {
        [FieldOffset(19)] internal byte d_name;
    }

    /// <summary>The fields that are used; the layout is the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct statx_buffer
    {
        [FieldOffset(0)] internal uint stx_mask;
        [FieldOffset(20)] internal uint stx_uid;
    }
}
