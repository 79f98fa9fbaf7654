using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Interop;

/// <summary>The one place where what the operating system said becomes an exception of ours.</summary>
internal static class OsError
{
    /// <param name="tried">What was tried, as a verb: "open", "map".</param>
    /// <param name="target">On what: a path or an object's name.</param>
    /// <param name="errno">What Linux said.</param>
    [SupportedOSPlatform("linux")]
    internal static TopicException Linux(string tried, string target, int errno)
    {
        var (reason, advice) = errno switch
        {
            Libc.ENOENT => (TopicError.NotFound, "Start its publisher, or see what is there with `sightglass list`."),
            Libc.EACCES or Libc.EPERM => (TopicError.AccessDenied,
                "Its owner must publish it with access for everyone, or run this as its owner."),
            Libc.ENOSPC or Libc.EDQUOT or Libc.ENOMEM or Libc.EFBIG => (TopicError.NoSpace,
                "Shared memory is full: publish with less history, make the file system larger (a container: " +
                "--shm-size), " +
                "or set SIGHTGLASS_DIR to another tmpfs."),
            Libc.EROFS => (TopicError.AccessDenied,
                "The file system is read-only: set SIGHTGLASS_DIR to a directory on a writable tmpfs."),
            Libc.EMFILE or Libc.ENFILE => (TopicError.SystemFailure,
                "Too many open files: close subscribers or raise the limit (ulimit -n)."),
            Libc.ELOOP or Libc.ENOTDIR => (TopicError.Damaged,
                "Something that is not Sightglass's lies there: remove it, or set SIGHTGLASS_DIR to another " +
                "directory."),
            _ => (TopicError.SystemFailure, "See docs/troubleshooting.md."),
        };
        return new TopicException(reason,
            $"Cannot {tried} {target}: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}). {advice}");
    }

    /// <param name="tried">What was tried, as a verb: "open", "map".</param>
    /// <param name="target">On what: an object's name.</param>
    /// <param name="error">What Windows said, as GetLastError gives it.</param>
    [SupportedOSPlatform("windows")]
    internal static TopicException Windows(string tried, string target, int error)
    {
        var (reason, advice) = error switch
        {
            Kernel32.ERROR_FILE_NOT_FOUND => (TopicError.NotFound,
                "Start its publisher, or see what is there with `sightglass list`."),
            Kernel32.ERROR_ACCESS_DENIED => (TopicError.AccessDenied,
                "Its owner must publish it with access for everyone, or run this as its owner."),
            Kernel32.ERROR_COMMITMENT_LIMIT or Kernel32.ERROR_NOT_ENOUGH_MEMORY or Kernel32.ERROR_DISK_FULL => (
                TopicError.NoSpace, "Memory is full: publish with less history, or enlarge the page file."),
            Kernel32.ERROR_INVALID_HANDLE => (TopicError.Damaged,
                "An object of another kind has this name: end the program that made it."),
            _ => (TopicError.SystemFailure, "See docs/troubleshooting.md."),
        };
        return new TopicException(reason,
            $"Cannot {tried} {target}: {Marshal.GetPInvokeErrorMessage(error).TrimEnd('.', ' ', '\r', '\n')} " +
            $"(error {error}). {advice}");
    }
}
