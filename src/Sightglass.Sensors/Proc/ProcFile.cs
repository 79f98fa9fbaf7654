using System.Diagnostics.CodeAnalysis;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Sensors.Proc;

/// <summary>
/// A file of procfs, kept open and read anew from its start: opening takes longer than reading. The buffer is reused.
/// </summary>
internal sealed class ProcFile : IDisposable
{
    private const int InitialSize = 16 * 1024;
    private const int MaxSize = 16 * 1024 * 1024;

    private readonly SafeFileHandle _handle;
    private byte[] _buffer = new byte[InitialSize];

    /// <exception cref="IOException">The file cannot be opened.</exception>
    internal ProcFile(string path)
    {
        Path = path;
        try
        {
            // Sharing everything keeps .NET from calling flock, which has no meaning on procfs.
            _handle = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"'{path}' cannot be opened: {e.Message} "
                + "Check that procfs is mounted on /proc and that this user may read it.", e);
        }
    }

    internal string Path { get; }

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
