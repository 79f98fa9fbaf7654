using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Interop;

/// <summary>The C library of Linux, in its own spelling. Declarations only.</summary>
[SupportedOSPlatform("linux")]
internal static unsafe partial class Libc
{
    internal const int O_RDONLY = 0, O_RDWR = 2, O_CREAT = 0x40, O_EXCL = 0x80,
        O_NONBLOCK = 0x800, O_CLOEXEC = 0x80000;

    // open(2): these two are the only flags used here whose value differs between the architectures.
    internal static readonly int O_NOFOLLOW =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x8000 : 0x20000;
    internal static readonly int O_DIRECTORY =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    internal const int PROT_READ = 1, PROT_WRITE = 2, MAP_SHARED = 1, MAP_POPULATE = 0x8000;
    internal const int F_OFD_GETLK = 36, F_OFD_SETLK = 37;
    internal const short F_RDLCK = 0, F_WRLCK = 1, F_UNLCK = 2;
    internal const int FUTEX_WAIT = 0, FUTEX_WAKE = 1;
    internal const int CLOCK_MONOTONIC = 1, CLOCK_BOOTTIME = 7;
    internal const int AT_FDCWD = -100, AT_SYMLINK_NOFOLLOW = 0x100, AT_EMPTY_PATH = 0x1000;
    internal const uint STATX_BASIC_STATS = 0x7ff;
    internal const int S_IFMT = 0xF000, S_IFREG = 0x8000, S_IFDIR = 0x4000;
    internal const long TMPFS_MAGIC = 0x01021994, RAMFS_MAGIC = 0x858458f6;

    internal const int EPERM = 1, ENOENT = 2, EINTR = 4, EAGAIN = 11, ENOMEM = 12, EACCES = 13, EEXIST = 17,
        ENOTDIR = 20, EINVAL = 22, ENFILE = 23, EMFILE = 24, EFBIG = 27, ENOSPC = 28, EROFS = 30, ENOSYS = 38,
        ELOOP = 40, ETIMEDOUT = 110, EDQUOT = 122;

    /// <summary>syscall(2) numbers; futex differs between x64 and arm64, futex_waitv is the same everywhere.</summary>
    internal static readonly nint SYS_futex =
        RuntimeInformation.ProcessArchitecture is Architecture.Arm64 ? 98 : 202;
    internal const nint SYS_futex_waitv = 449;
    internal const uint FUTEX2_SIZE_U32 = 2;

    [StructLayout(LayoutKind.Sequential)]
    internal struct timespec { internal long tv_sec; internal long tv_nsec; }

    [StructLayout(LayoutKind.Explicit, Size = 32)]
    internal struct flock
    {
        [FieldOffset(0)] internal short l_type;
        [FieldOffset(2)] internal short l_whence;
        [FieldOffset(8)] internal long l_start;
        [FieldOffset(16)] internal long l_len;
        [FieldOffset(24)] internal int l_pid;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct futex_waitv_entry
    {
        internal ulong val, uaddr;
        internal uint flags, reserved;
    }

    /// <summary>statx(2) rather than stat(2): its layout is the same on every architecture and C library.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    internal struct statx_buf
    {
        [FieldOffset(20)] internal uint stx_uid;
        [FieldOffset(28)] internal ushort stx_mode;
        [FieldOffset(32)] internal ulong stx_ino;
        [FieldOffset(40)] internal ulong stx_size;
        [FieldOffset(136)] internal uint stx_dev_major;
        [FieldOffset(140)] internal uint stx_dev_minor;
    }

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int open(string path, int flags, int mode);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fchmod(SafeFileHandle fd, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int mkdir(string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int chmod(string path, int mode);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int rename(string from, string to);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int unlink(string path);

    /// <summary>Returns the error number itself and does not set errno.</summary>
    [LibraryImport("libc")]
    internal static partial int posix_fallocate(SafeFileHandle fd, long offset, long length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint mmap(nint address, nuint length, int prot, int flags, SafeFileHandle fd, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int munmap(nint address, nuint length);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int fcntl(SafeFileHandle fd, int command, ref flock argument);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statx(int dirfd, string path, int flags, uint mask, out statx_buf buffer);

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int fstatx(SafeFileHandle fd, string path, int flags, uint mask, out statx_buf buffer);

    // The first long of struct statfs is the file system's type on every 64-bit Linux; 256 bytes hold all of it.
    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int statfs(string path, long* buffer);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pread(SafeFileHandle fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial nint pwrite(SafeFileHandle fd, byte* buffer, nuint count, long offset);

    [LibraryImport("libc", SetLastError = true)]
    internal static partial int ftruncate(SafeFileHandle fd, long length);

    [LibraryImport("libc")]
    internal static partial uint geteuid();

    [LibraryImport("libc")]
    // The vDSO answers in 20 ns without entering the kernel; a transition costs half as much again.
    [SuppressGCTransition]
    internal static partial int clock_gettime(int clock, timespec* time);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint futex(nint number, uint* word, int operation, uint value, timespec* timeout,
        nint word2, nint value3);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    internal static partial nint futex_waitv(nint number, futex_waitv_entry* waiters, uint count, uint flags,
        timespec* deadline, nint clock);
}
