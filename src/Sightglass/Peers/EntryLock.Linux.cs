using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Peers;

internal abstract partial class EntryLock
{
    [SupportedOSPlatform("linux")]
    internal static EntryLocks ViewOfRanges(EntryRange range) => new Linux.View(range);

    /// <summary>A write lock of an open file description on the entry's own bytes.</summary>
    [SupportedOSPlatform("linux")]
    private sealed class Linux(int index, SafeFileHandle file) : EntryLock(index)
    {
        internal static Linux? TryTakeRange(EntryRange range)
        {
            if (OpenFile(range.Region, Libc.O_RDWR) is not { } file) return null;
            // From a place that differs between processes, so that many that come at once do not try the same ones.
            var first = Environment.ProcessId % range.Count;
            for (var i = 0; i < range.Count; i++)
            {
                var index = (first + i) % range.Count;
                var request = Request(range, index);
                if (Libc.fcntl(file, Libc.F_OFD_SETLK, ref request) == 0) return new Linux(index, file);
            }
            file.Dispose();
            return null;
        }

        public override void Dispose() => file.Dispose();

        private static Libc.flock Request(EntryRange range, int index) => new()
        {
            l_type = Libc.F_WRLCK,
            l_start = range.OffsetBytes + (long)index * range.EntrySizeBytes,
            l_len = range.EntrySizeBytes,
        };

        private static SafeFileHandle? OpenFile(string path, int flags)
        {
            var fd = Libc.open(path, flags | Libc.O_CLOEXEC | Libc.O_NOFOLLOW | Libc.O_NONBLOCK, 0);
            return fd < 0 ? null : new SafeFileHandle(fd, ownsHandle: true);
        }

        internal sealed class View(EntryRange range) : EntryLocks
        {
            // A description of its own, so that entries taken by this very process count as taken too.
            private readonly SafeFileHandle? _file = OpenFile(range.Region, Libc.O_RDONLY);

            internal override bool IsTaken(int index)
            {
                var request = Request(range, index);
                return _file is null || Libc.fcntl(_file, Libc.F_OFD_GETLK, ref request) != 0
                    || request.l_type != Libc.F_UNLCK;
            }

            public override void Dispose() => _file?.Dispose();
        }
    }
}
