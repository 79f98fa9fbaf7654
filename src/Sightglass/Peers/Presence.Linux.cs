using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;
using Sightglass.Layout;

namespace Sightglass.Peers;

internal abstract unsafe partial class Presence
{
    /// <summary>
    /// The lock of an entry, or else a shared lock on the first byte of the peers file: many can hold one, and to read
    /// the file is right enough.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private sealed class Linux(IDisposable sign, PeerEntry* place) : Presence(place)
    {
        internal static Linux? EnterFile(string path, EntryLock? entry, PeerEntry* place)
        {
            if (entry is not null) return new Linux(entry, place);
            if (Open(path) is not { } file) return null;
            var request = new Libc.flock { l_type = Libc.F_RDLCK, l_len = 1 };
            if (Libc.fcntl(file, Libc.F_OFD_SETLK, ref request) == 0) return new Linux(file, null);
            file.Dispose();
            return null;
        }

        internal static bool IsAnyoneAt(string path)
        {
            using var file = Open(path);
            if (file is null) return false;
            var request = new Libc.flock { l_type = Libc.F_WRLCK }; // all of it: any lock stands against it
            return Libc.fcntl(file, Libc.F_OFD_GETLK, ref request) == 0 && request.l_type != Libc.F_UNLCK;
        }

        public override void Dispose() => sign.Dispose();

        private static SafeFileHandle? Open(string path)
        {
            var fd = Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, 0);
            return fd < 0 ? null : new SafeFileHandle(fd, ownsHandle: true);
        }
    }
}
