using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Pdu.Interop;

namespace Sightglass.Pdu.Objects;

/// <summary>The section <c>ShareMemoryPDU</c>, mapped. Its 16 bytes have no protection of their own.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class PduSection : IDisposable
{
    private const int MaxReads = 1000;
    private readonly SafeMemoryMappedFileHandle _section;
    private readonly byte* _address;
    private bool _isDisposed;

    private PduSection(SafeMemoryMappedFileHandle section, nint address)
    {
        _section = section;
        _address = (byte*)address;
    }

    /// <summary>Null when there is none, which is what an original client finds at once, too.</summary>
    internal static PduSection? TryOpen()
    {
        var section = Kernel32.OpenFileMapping(
            Kernel32.FILE_MAP_READ | Kernel32.FILE_MAP_WRITE, inherit: false, PduNames.Section);
        var error = Marshal.GetLastPInvokeError();
        if (!section.IsInvalid) return Map(section);
        section.Dispose();
        return error == Kernel32.ERROR_FILE_NOT_FOUND ? null : throw OsError.Windows("open", PduNames.Section, error);
    }

    /// <summary>Opens the one that is there, or makes it, all zero.</summary>
    internal static PduSection OpenOrMake(out bool wasThere)
    {
        var section = Kernel32.CreateFileMapping(
            -1, 0, Kernel32.PAGE_READWRITE, 0, PduNames.SectionSizeBytes, PduNames.Section);
        var error = Marshal.GetLastPInvokeError();
        if (section.IsInvalid) throw OsError.Windows("make", PduNames.Section, error);
        wasThere = error == Kernel32.ERROR_ALREADY_EXISTS;
        return Map(section);
    }

    /// <summary>
    /// The pair as it lies there. Read until two reads agree: whoever writes meanwhile, field after field or half a
    /// double after the other (a 32-bit program), makes them differ. Only a writer that is held up between two such
    /// stores for the whole time of both reads is not noticed; callers read when the events say that nobody writes.
    /// </summary>
    internal PduPair Read()
    {
        var pair = ReadOnce();
        for (var count = 1; count < MaxReads; count++)
        {
            var again = ReadOnce();
            if (again.IsSameAs(pair)) break;
            pair = again;
        }
        return pair;
    }

    /// <summary>Two aligned stores, each of which a reader sees whole or not at all.</summary>
    internal void Write(PduPair pair)
    {
        Volatile.Write(ref *(uint*)(_address + PduNames.MemoryPercentOffset), pair.MemoryPercent);
        Volatile.Write(ref *(double*)(_address + PduNames.CpuPercentOffset), pair.CpuPercent);
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        _ = Kernel32.UnmapViewOfFile((nint)_address);
        _section.Dispose();
    }

    // Volatile: the compiler must load anew each time, and in order.
    private PduPair ReadOnce() => new(
        Volatile.Read(ref *(uint*)(_address + PduNames.MemoryPercentOffset)),
        Volatile.Read(ref *(double*)(_address + PduNames.CpuPercentOffset)));

    private static PduSection Map(SafeMemoryMappedFileHandle section)
    {
        // All of it, whatever its size: a view of 4096 bytes of a smaller one would only be "access denied".
        var address = Kernel32.MapViewOfFile(section, Kernel32.FILE_MAP_READ | Kernel32.FILE_MAP_WRITE, 0, 0, 0);
        if (address == 0)
        {
            var error = Marshal.GetLastPInvokeError();
            section.Dispose();
            throw OsError.Windows("map", PduNames.Section, error);
        }
        Kernel32.MEMORY_BASIC_INFORMATION information;
        _ = Kernel32.VirtualQuery(address, &information, (nuint)Unsafe.SizeOf<Kernel32.MEMORY_BASIC_INFORMATION>());
        if (information.RegionSize == PduNames.SectionSizeBytes) return new(section, address);
        _ = Kernel32.UnmapViewOfFile(address);
        section.Dispose();
        throw new PduException(PduError.Foreign,
            $"Cannot use {PduNames.Section}: it has {information.RegionSize} bytes, and the original programs' has " +
            $"{PduNames.SectionSizeBytes}. Another program made it: end that one.");
    }
}
