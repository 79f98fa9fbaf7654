using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Memory;

internal abstract unsafe partial class SharedMemory
{
    /// <summary>
    /// A section of the page file. Windows cannot rename one, so the name by which others find it belongs to a small
    /// section of its own, the pointer, which holds the name of the region that is shown now.
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed class Windows : SharedMemory
    {
        private const int PointerSizeBytes = 1024, PointerTextOffset = 8, MaxNameSizeBytes = 512, MaxLooks = 1000;
        private readonly SafeMemoryMappedFileHandle _section;
        private readonly string _name;
        private Windows? _pointer;

        private Windows(SafeMemoryMappedFileHandle section, string name, nint address, ulong sizeBytes)
            : base((byte*)address, sizeBytes)
        {
            _section = section;
            _name = name;
        }

        internal static Windows CreateSection(string name, ulong sizeBytes, Access access, Rights rights)
        {
            var section = Make(name, sizeBytes, access, rights, out var wasThere);
            if (!wasThere) return Map(section, name, sizeBytes, Kernel32.FILE_MAP_READ | Kernel32.FILE_MAP_WRITE);
            section.Dispose();
            throw new TopicException(TopicError.SystemFailure,
                $"Cannot create {name}: an object of this name exists already.");
        }

        internal static Windows OpenSection(string name, bool writable)
        {
            var access = Kernel32.FILE_MAP_READ | (writable ? Kernel32.FILE_MAP_WRITE : 0);
            var section = Kernel32.OpenFileMapping(access, inherit: false, name);
            if (section.IsInvalid) throw OsError.Windows("open", name, Marshal.GetLastPInvokeError());
            return Map(section, name, sizeBytes: 0, access);
        }

        internal static Windows OpenPointed(string shownName)
        {
            var pointer = OpenSection(shownName, writable: false);
            try
            {
                if (pointer.SizeBytes < PointerSizeBytes || ReadPointer(pointer) is not { Length: > 0 } name)
                    throw new TopicException(TopicError.NotFound,
                        $"Cannot open {shownName}: no topic is published under this name.");
                var region = OpenSection(name, writable: false);
                region._pointer = pointer;
                return region;
            }
            catch
            {
                pointer.Dispose();
                throw;
            }
        }

        internal override void Show(string shownName)
        {
            var section = Make(shownName, PointerSizeBytes, Access.Everyone, Rights.Read, out _);
            _pointer = Map(section, shownName, PointerSizeBytes, Kernel32.FILE_MAP_READ | Kernel32.FILE_MAP_WRITE);
            WritePointer(_name);
        }

        internal override bool IsShown(string shownName) => _pointer is null || ReadPointer(_pointer) == _name;

        internal override void Withdraw(string shownName)
        {
            if (_pointer is not null && IsShown(shownName)) WritePointer("");
        }

        private protected override void Unmap()
        {
            _pointer?.Dispose();
            _ = Kernel32.UnmapViewOfFile((nint)Address);
            _section.Dispose();
        }

        /// <summary>
        /// The pointer is a seqlock of its own: a count, then the name. One publisher at a time writes it.
        /// </summary>
        private void WritePointer(string name)
        {
            var count = (ulong*)_pointer!.Address;
            *count |= 1;
            Volatile.WriteBarrier(); // odd before the text, or a reader could take half of two names
            var bytes = new Span<byte>(_pointer.Address + PointerTextOffset, MaxNameSizeBytes);
            bytes.Clear();
            System.Text.Encoding.UTF8.GetBytes(name, bytes);
            Volatile.WriteBarrier(); // the text before even
            *count += 1;
        }

        private static string? ReadPointer(Windows pointer)
        {
            var bytes = new byte[MaxNameSizeBytes];
            for (var look = 0; look < MaxLooks; look++, Thread.SpinWait(20))
            {
                var count = Volatile.Read(ref *(ulong*)pointer.Address);
                if (count % 2 == 1) continue;
                new ReadOnlySpan<byte>(pointer.Address + PointerTextOffset, MaxNameSizeBytes).CopyTo(bytes);
                Volatile.ReadBarrier(); // the copy before the second look
                if (Volatile.Read(ref *(ulong*)pointer.Address) == count)
                    return System.Text.Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Max(bytes.IndexOf((byte)0), 0)));
            }
            return null; // a publisher died in the middle of showing its topic; the next one writes it anew
        }

        private static SafeMemoryMappedFileHandle Make(string name, ulong sizeBytes, Access access, Rights rights,
            out bool wasThere)
        {
            using var security = new SecurityDescriptor(access, rights == Rights.Read ? "GR" : "GRGW");
            var attributes = security.Attributes;
            var section = Kernel32.CreateFileMapping(-1, &attributes, Kernel32.PAGE_READWRITE,
                (uint)(sizeBytes >> 32), (uint)sizeBytes, name);
            var error = Marshal.GetLastPInvokeError();
            wasThere = error == Kernel32.ERROR_ALREADY_EXISTS;
            return section.IsInvalid
                ? throw OsError.Windows($"allocate {sizeBytes} bytes of shared memory for", name, error) : section;
        }

        private static Windows Map(SafeMemoryMappedFileHandle section, string name, ulong sizeBytes, uint access)
        {
            var address = Kernel32.MapViewOfFile(section, access, 0, 0, (nuint)sizeBytes);
            if (address == 0)
            {
                var error = Marshal.GetLastPInvokeError();
                section.Dispose();
                throw OsError.Windows("map", name, error);
            }
            // What is really mapped, whoever made it; the size that was asked for may not be the size that is there.
            Kernel32.MEMORY_BASIC_INFORMATION information;
            _ = Kernel32.VirtualQuery(address, &information, (nuint)Unsafe.SizeOf<Kernel32.MEMORY_BASIC_INFORMATION>());
            return new Windows(section, name, address, sizeBytes == 0 ? information.RegionSize : sizeBytes);
        }
    }
}
