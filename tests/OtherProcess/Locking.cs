using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Interop;

namespace OtherProcess;

/// <summary>Who may read a file may lock it for reading. Tries again and again until it succeeds.</summary>
[SupportedOSPlatform("linux")]
internal static class Locking
{
    internal static int Run(string path)
    {
        using var file = new SafeFileHandle(Libc.open(path, Libc.O_RDONLY | Libc.O_CLOEXEC, 0), ownsHandle: true);
        if (file.IsInvalid)
        {
            Orders.Say("denied");
            return 0;
        }
        Orders.Say("opened");
        var request = new Libc.flock { l_type = Libc.F_RDLCK };
        while (Libc.fcntl(file, Libc.F_OFD_SETLK, ref request) != 0) Thread.Sleep(1);
        Orders.Say("locked");
        Orders.Await("close");
        return 0;
    }
}
