using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security.Principal;

namespace Sightglass.Interop;

/// <summary>Who may use a Windows object: its owner and the system all, everyone else what is given here.</summary>
[SupportedOSPlatform("windows")]
internal sealed unsafe class SecurityDescriptor : IDisposable
{
    private static readonly SecurityIdentifier _user = FindUser();
    private readonly nint _descriptor;

    /// <param name="access">Whether there is anything for others at all.</param>
    /// <param name="forEveryone">What others may do, in the letters of the security descriptor definition
    /// language.</param>
    internal SecurityDescriptor(Access access, string forEveryone)
    {
        // By the user and not by "OW", the owner's rights: what an elevated process makes is owned by all
        // administrators, and Wine 8 grants nothing by it. "P" keeps what the directory would hand down out of it.
        var text = $"D:P(A;;GA;;;{_user.Value})(A;;GA;;;SY)" +
            (access == Access.Everyone ? $"(A;;{forEveryone};;;WD)" : "");
        if (!Advapi32.ConvertStringSecurityDescriptorToSecurityDescriptor(text, revision: 1, out _descriptor, 0))
            throw OsError.Windows("make a security descriptor from", text, Marshal.GetLastPInvokeError());
    }

    internal Kernel32.SECURITY_ATTRIBUTES Attributes => new()
    {
        nLength = (uint)sizeof(Kernel32.SECURITY_ATTRIBUTES),
        lpSecurityDescriptor = _descriptor,
    };

    public void Dispose() => _ = Kernel32.LocalFree(_descriptor);

    private static SecurityIdentifier FindUser()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User!; // null for an anonymous token only, which no process starts with
    }
}
