using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace Sightglass.Tests.Leases;

/// <summary>A lock as any program that may read the file can take it.</summary>
internal static class OfdLock
{
    internal static bool TakeRead(SafeFileHandle file)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var request = new Libc.flock { l_type = Libc.F_RDLCK };
        return Libc.fcntl(file, Libc.F_OFD_SETLK, ref request) == 0;
    }
}
