using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;
using Sightglass.Pdu.Interop;

namespace Sightglass.Pdu.Objects;

/// <summary>
/// The right to do what only one process at a time should: whoever made the object has it. Nobody keeps a handle to
/// another's, so that Windows takes the object away with its maker's process, however that ends. Unlike a mutex it
/// belongs to no thread.
/// </summary>
[SupportedOSPlatform("windows")]
internal sealed class Claim : IDisposable
{
    private readonly SafeWaitHandle _made;

    private Claim(SafeWaitHandle made) => _made = made;

    /// <summary>
    /// Null when another process has it. One who only tries has the object open for an instant too; who cannot try
    /// again later should not believe the first refusal.
    /// </summary>
    internal static Claim? TryTake(string name)
    {
        var handle = Kernel32.CreateEvent(0, manualReset: true, initialState: false, name);
        var error = Marshal.GetLastPInvokeError();
        if (handle.IsInvalid) throw OsError.Windows("claim", name, error);
        if (error != Kernel32.ERROR_ALREADY_EXISTS) return new Claim(handle);
        handle.Dispose();
        return null;
    }

    public void Dispose() => _made.Dispose();
}
