using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Pdu.Interop;

/// <summary>The one place where what Windows said becomes an exception of ours.</summary>
internal static class OsError
{
    /// <param name="tried">What was tried, as a verb: "open", "map".</param>
    /// <param name="name">On which object.</param>
    /// <param name="error">What Windows said, as GetLastError gives it.</param>
    [SupportedOSPlatform("windows")]
    internal static PduException Windows(string tried, string name, int error)
    {
        var (reason, advice) = error switch
        {
            Kernel32.ERROR_FILE_NOT_FOUND => (PduError.NotFound,
                "No server runs in this session: start it, or wait for it with --wait."),
            Kernel32.ERROR_ACCESS_DENIED => (PduError.AccessDenied,
                "Another user, or a program with more rights, made it: run this as that one does."),
            Kernel32.ERROR_INVALID_HANDLE => (PduError.Foreign,
                "An object of another kind has this name: end the program that made it."),
            _ => (PduError.SystemFailure, "See docs/troubleshooting.md."),
        };
        return new PduException(reason,
            $"Cannot {tried} {name}: {Marshal.GetPInvokeErrorMessage(error).TrimEnd('.', ' ', '\r', '\n')} " +
            $"(error {error}). {advice}");
    }
}
