using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Sensors.Proc;

/// <summary>
/// A file of procfs or sysfs, kept open and read anew from its start: opening takes longer than reading. The buffer is
/// reused.
/// </summary>
internal sealed class ProcFile : IDisposable
{
    /// <summary>Enough for the small files of control groups and pressure.</summary>
    internal const int SmallSize = 1024;

    private const int DefaultSize = 16 * 1024;
    private const int MaxSize = 16 * 1024 * 1024;

    private readonly SafeFileHandle _handle;
    private byte[] _buffer;

    /// <param name="path">Its path.</param>
    /// <param name="initialSize">Bytes of the buffer to begin with; it grows with the text.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal ProcFile(string path, int initialSize = DefaultSize)
    {
        Path = path;
        _buffer = new byte[initialSize];
        try
        {
            // Sharing everything keeps .NET from calling flock, which has no meaning on procfs.
            _handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be opened: {e.Message} "
                + "Check that it is there (procfs on /proc, sysfs on /sys) and that this user may read it.", e);
        }
    }

    internal string Path { get; }

    /// <summary>
    /// Opens a file that this machine may or may not have, or null. One that can be opened and not read counts as not
    /// there: so do the pressure files of a kernel whose accounting is switched off.
    /// </summary>
    internal static ProcFile? TryOpen(string path, int initialSize = SmallSize)
    {
        if (!File.Exists(path))
            return null;
        try
        {
            var file = new ProcFile(path, initialSize);
            if (file.TryRead(out _, out _))
                return file;
            file.Dispose();
        }
        catch (IOException)
        {
            // May not be read by this user.
        }
        return null;
    }

    /// <summary>
    /// Reads a file once; empty if it is not there. Not File.ReadAllBytes, which takes for cut short what is shorter
    /// than its size: sysfs says a page for every file.
    /// </summary>
    internal static byte[] ReadOnce(string path)
    {
        using var file = TryOpen(path);
        return file is not null && file.TryRead(out var text, out _) ? text.ToArray() : [];
    }

    /// <summary>Reads the whole text as it is now. It is valid until the next call.</summary>
    internal bool TryRead(out ReadOnlySpan<byte> text, [NotNullWhen(false)] out string? error)
    {
        text = default;
        try
        {
            while (true)
            {
                int length = Fill();
                if (length < _buffer.Length)
                {
                    text = _buffer.AsSpan(0, length);
                    error = null;
                    return true;
                }
                if (_buffer.Length >= MaxSize)
                {
                    error = $"'{Path}' is larger than {MaxSize} bytes; it is not the kernel's.";
                    return false;
                }
                // Start over, because the rest alone could come from a later moment than the beginning.
                _buffer = new byte[_buffer.Length * 2];
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            error = $"'{Path}' cannot be read: {e.Message}";
            return false;
        }
    }

    public void Dispose() => _handle.Dispose();

    /// <summary>
    /// Reads until the end of the file or of the buffer. The kernel gives a text in one piece, but lxcfs, which takes
    /// the place of these files in containers, may not: only a read of nothing proves the end.
    /// </summary>
    private int Fill()
    {
        int length = 0;
        while (length < _buffer.Length)
        {
            int read = RandomAccess.Read(_handle, _buffer.AsSpan(length), length);
            if (read == 0)
                break;
            length += read;
        }
        return length;
    }
}
