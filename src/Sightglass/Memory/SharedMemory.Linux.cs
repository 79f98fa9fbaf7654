using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Memory;

internal abstract unsafe partial class SharedMemory
{
    /// <summary>A file on tmpfs. Its name is taken by rename, so nobody sees one that is half built.</summary>
    [SupportedOSPlatform("linux")]
    private sealed class Linux : SharedMemory
    {
        private const int OwnerMode = 0b110_000_000, EveryoneMode = 0b110_100_100, EveryoneWritesMode = 0b110_110_110;
        private readonly SafeFileHandle _file;
        private readonly Libc.statx_buf _identity;
        private string _path;

        private Linux(SafeFileHandle file, string path, nint address, ulong sizeBytes, in Libc.statx_buf identity)
            : base((byte*)address, sizeBytes)
        {
            _file = file;
            _path = path;
            _identity = identity;
        }

        internal static Linux CreateFile(string path, ulong sizeBytes, Access access, Rights rights)
        {
            var file = OpenHandle(path, Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL, OwnerMode, "create");
            try
            {
                Step.Reached("create.file");
                // Blocks, not only a length: tmpfs that is full must say so here. Later it would be a SIGBUS, which
                // .NET cannot catch.
                int error;
                do error = Libc.posix_fallocate(file, 0, (long)sizeBytes);
                while (error == Libc.EINTR);
                if (error != 0) throw OsError.Linux($"allocate {sizeBytes} bytes of shared memory for", path, error);
                Step.Reached("create.allocated");
                // Not the mode of open(2): the umask would take bits away from it.
                var mode = rights == Rights.Write ? EveryoneWritesMode : EveryoneMode;
                if (access == Access.Everyone && Libc.fchmod(file, mode) != 0)
                    throw OsError.Linux("give everyone access to", path, Marshal.GetLastPInvokeError());
                return Map(file, path, sizeBytes, writable: true);
            }
            catch
            {
                _ = Libc.unlink(path);
                file.Dispose();
                throw;
            }
        }

        internal static Linux OpenFile(string path, bool writable)
        {
            var file = OpenHandle(path, writable ? Libc.O_RDWR : Libc.O_RDONLY, 0, "open");
            try
            {
                return Map(file, path, sizeBytes: 0, writable);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }

        internal override bool IsHeld
        {
            get
            {
                var request = new Libc.flock { l_type = Libc.F_RDLCK };
                // An error means that it cannot be told, and that counts as held.
                return Libc.fcntl(_file, Libc.F_OFD_GETLK, ref request) != 0 || request.l_type != Libc.F_UNLCK;
            }
        }

        internal override void Show(string shownName)
        {
            // Not the lease, which keeps others from publishing, but a sign for those who have the region open. It
            // cannot fail but by a reader's lock, and then the lease alone tells.
            var request = new Libc.flock { l_type = Libc.F_WRLCK };
            _ = Libc.fcntl(_file, Libc.F_OFD_SETLK, ref request);
            if (Libc.rename(_path, shownName) != 0)
                throw OsError.Linux("name", shownName, Marshal.GetLastPInvokeError());
            _path = shownName;
        }

        internal override bool IsShown(string shownName) =>
            Libc.statx(Libc.AT_FDCWD, shownName, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, out var there) == 0
            && there.stx_ino == _identity.stx_ino
            && there.stx_dev_major == _identity.stx_dev_major && there.stx_dev_minor == _identity.stx_dev_minor;

        internal override void Withdraw(string shownName)
        {
            if (IsShown(shownName)) _ = Libc.unlink(shownName);
        }

        private protected override void Unmap()
        {
            _ = Libc.munmap((nint)Address, (nuint)SizeBytes);
            _file.Dispose();
        }

        private static SafeFileHandle OpenHandle(string path, int flags, int mode, string verb)
        {
            int fd;
            // No link is followed: whoever could put one there could lead a publisher to write over another file. And
            // nothing is waited for: open(2) of a pipe that another user put there would never return.
            do fd = Libc.open(path, flags | Libc.O_CLOEXEC | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, mode);
            while (fd < 0 && Marshal.GetLastPInvokeError() == Libc.EINTR);
            return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true)
                : throw OsError.Linux(verb, path, Marshal.GetLastPInvokeError());
        }

        private static Linux Map(SafeFileHandle file, string path, ulong sizeBytes, bool writable)
        {
            if (Libc.fstatx(file, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out var identity) != 0)
                throw OsError.Linux("look at", path, Marshal.GetLastPInvokeError());
            if ((identity.stx_mode & Libc.S_IFMT) != Libc.S_IFREG)
                throw new TopicException(TopicError.Damaged, $"Cannot map {path}: it is no regular file. Remove it.");
            if (sizeBytes == 0) sizeBytes = identity.stx_size;
            if (sizeBytes == 0)
                throw new TopicException(TopicError.Damaged, $"Cannot map {path}: it is empty. Remove it.");

            // The publisher's at once, so that no publish waits for a page. Not what somebody else made: a file of
            // holes would have its holes filled before anybody could look at its header.
            var (protection, populate) =
                writable ? (Libc.PROT_READ | Libc.PROT_WRITE, Libc.MAP_POPULATE) : (Libc.PROT_READ, 0);
            var address = Libc.mmap(0, (nuint)sizeBytes, protection, Libc.MAP_SHARED | populate, file, 0);
            return address != -1 ? new Linux(file, path, address, sizeBytes, identity)
                : throw OsError.Linux("map", path, Marshal.GetLastPInvokeError());
        }
    }
}
