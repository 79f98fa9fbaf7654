using System.IO.Pipes;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Sightglass.Cli;

/// <summary>Nobody reads standard output any more; the program ends quietly.</summary>
internal sealed class OutputClosedException(IOException cause) : Exception(cause.Message, cause);

/// <summary>
/// Standard output that is a pipe. The console's own stream takes a closed pipe for success, and then
/// <c>sightglass watch | head</c> would never end.
/// </summary>
internal sealed class PipeOutput : Stream
{
    private const int StdOutputHandle = -11, LinuxStdOut = 1;
    private readonly AnonymousPipeClientStream _pipe;

    private PipeOutput(AnonymousPipeClientStream pipe) => _pipe = pipe;

    /// <summary>Standard output, or null when it is no pipe.</summary>
    internal static PipeOutput? TryOpen()
    {
        try
        {
            var handle = OperatingSystem.IsWindows() ? GetStdHandle(StdOutputHandle) : LinuxStdOut;
            return new(new(PipeDirection.Out, new SafePipeHandle(handle, ownsHandle: false)));
        }
        catch (Exception e) when (e is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return null; // a terminal or a file
        }
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            _pipe.Write(buffer);
        }
        catch (IOException e)
        {
            throw new OutputClosedException(e);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
        // Every write goes through at once.
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException("A pipe has no length.");

    public override long Position
    {
        get => throw new NotSupportedException("A pipe has no position.");
        set => throw new NotSupportedException("A pipe has no position.");
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Standard output is written.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("A pipe has no position.");

    public override void SetLength(long value) => throw new NotSupportedException("A pipe has no length.");

    [DllImport("kernel32")]
    private static extern nint GetStdHandle(int which);
}
