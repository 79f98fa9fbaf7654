using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Leases;

internal abstract partial class Lease
{
    /// <summary>
    /// An open-file-description lock on a file of its own. It goes with the last descriptor, so with the process;
    /// unlike a record lock it does not go when another descriptor of the file is closed, and looking at it takes
    /// nothing. Taking and giving back happen under a guard, a lock that only the owner can take, so that the file can
    /// be replaced and removed without two holders ever believing in two files.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private sealed class Linux : Lease
    {
        private const int OwnerMode = 0b110_000_000, EveryoneMode = 0b110_100_100;
        private const int GuardPatienceMs = 2000, GuardPauseMs = 1;
        private readonly SafeFileHandle _file;
        private readonly string _path;
        private readonly ulong _inode;

        private Linux(SafeFileHandle file, string path)
        {
            _file = file;
            _path = path;
            _inode = Inode(file, path);
        }

        internal override bool IsShown =>
            Libc.statx(Libc.AT_FDCWD, _path, Libc.AT_SYMLINK_NOFOLLOW, Libc.STATX_BASIC_STATS, out var there) == 0
            && there.stx_ino == _inode;

        internal static Linux? TryAcquireFile(string path, Access access)
        {
            using var guard = Guard(path);
            var mode = access == Access.Everyone ? EveryoneMode : OwnerMode;
            var file = Open(path, Libc.O_RDWR | Libc.O_CREAT, mode);
            if (TryLock(file, Libc.F_WRLCK))
            {
                // Not open(2)'s mode: the umask takes bits from it, and the file may be an old one with another access.
                _ = Libc.fchmod(file, mode);
                return new Linux(file, path);
            }
            var isHeld = IsLockedForWriting(file);
            file.Dispose();
            if (isHeld) return null;

            // Somebody holds a read lock, which whoever may read the file can take: no publisher does. Under the guard
            // the file can be replaced, and then that lock is on nothing.
            var fresh = path + ".new";
            _ = Libc.unlink(fresh);
            file = Open(fresh, Libc.O_RDWR | Libc.O_CREAT | Libc.O_EXCL, OwnerMode);
            if (!TryLock(file, Libc.F_WRLCK) || Libc.fchmod(file, mode) != 0 || Libc.rename(fresh, path) != 0)
            {
                file.Dispose();
                throw OsError.Linux("replace the lease", path, Marshal.GetLastPInvokeError());
            }
            return new Linux(file, path);
        }

        internal static LeaseLook LookAt(string path)
        {
            // Opened anew each time: the name may lead to another file by now.
            var fd = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, 0);
            if (fd < 0) return Marshal.GetLastPInvokeError() == Libc.ENOENT ? LeaseLook.Missing : LeaseLook.Held;
            using var file = new SafeFileHandle(fd, ownsHandle: true);
            return IsLockedForWriting(file) ? LeaseLook.Held : LeaseLook.Free;
        }

        public override void Dispose()
        {
            if (_file.IsClosed) return;
            Step.Reached("close.lease");
            try
            {
                using var guard = Guard(_path);
                if (IsShown) _ = Libc.unlink(_path);
            }
            catch (TopicException)
            {
                // The guard's directory is gone or held up: the file stays, unlocked, and the next publisher takes it.
            }
            _file.Dispose();
        }

        private static SafeFileHandle Guard(string leasePath)
        {
            var path = Path.Combine(Path.GetDirectoryName(leasePath)!, ".guard");
            var file = Open(path, Libc.O_RDWR | Libc.O_CREAT, OwnerMode);
            var deadline = Environment.TickCount64 + GuardPatienceMs;
            while (!TryLock(file, Libc.F_WRLCK))
            {
                if (Environment.TickCount64 > deadline)
                {
                    file.Dispose();
                    throw new TopicException(TopicError.SystemFailure,
                        $"Cannot lock {path}: another process of this user has " +
                        $"held it for {GuardPatienceMs} ms, perhaps it is stopped (SIGSTOP) while it starts. Let it " +
                        "go on or end it.");
                }
                Thread.Sleep(GuardPauseMs); // F_OFD_SETLKW would wait for ever on a stopped process
            }
            return file;
        }

        private static SafeFileHandle Open(string path, int flags, int mode)
        {
            var fd = Libc.open(path, flags | Libc.O_CLOEXEC | Libc.O_NOFOLLOW, mode);
            return fd >= 0 ? new SafeFileHandle(fd, ownsHandle: true)
                : throw OsError.Linux("open", path, Marshal.GetLastPInvokeError());
        }

        private static bool TryLock(SafeFileHandle file, short type)
        {
            var request = new Libc.flock { l_type = type };
            return Libc.fcntl(file, Libc.F_OFD_SETLK, ref request) == 0;
        }

        /// <summary>Asks with a read lock, which only a write lock stands against.</summary>
        private static bool IsLockedForWriting(SafeFileHandle file)
        {
            var request = new Libc.flock { l_type = Libc.F_RDLCK };
            // An error means that it cannot be told, and that counts as held.
            return Libc.fcntl(file, Libc.F_OFD_GETLK, ref request) != 0 || request.l_type != Libc.F_UNLCK;
        }

        private static ulong Inode(SafeFileHandle file, string path) =>
            Libc.fstatx(file, "", Libc.AT_EMPTY_PATH, Libc.STATX_BASIC_STATS, out var found) == 0 ? found.stx_ino
                : throw OsError.Linux("look at", path, Marshal.GetLastPInvokeError());
    }
}
