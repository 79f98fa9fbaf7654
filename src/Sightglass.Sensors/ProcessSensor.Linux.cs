using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;
using Sightglass.Sensors.Processes;

namespace Sightglass.Sensors;

public abstract partial class ProcessSensor
{
    /// <summary>
    /// One file per process, opened, read once and closed. Descriptors kept open would be as many as there are
    /// processes.
    /// </summary>
    [SupportedOSPlatform("linux")]
    private sealed unsafe class Linux : ProcessSensor
    {
        private const double UserHz = 100; // proc_stat(5)
        private const int StatSizeBytes = 1024; // 52 numbers and a name of 15 bytes
        private const int PathSizeBytes = 64;

        private readonly UserNames _users = new("/etc/passwd");
        private nint _directory;

        internal Linux(int capacity) : base(capacity, UserHz)
        {
            fixed (byte* path = "/proc\0"u8)
                _directory = Libc.opendir(path);
            if (_directory == 0)
                throw new IOException("'/proc' cannot be listed: "
                    + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
        }

        private protected override bool TryReadAll(ProcessTable table, [NotNullWhen(false)] out string? error)
        {
            Span<byte> path = stackalloc byte[PathSizeBytes];
            Span<byte> text = stackalloc byte[StatSizeBytes];
            Libc.rewinddir(_directory);
            for (Libc.dirent* entry; (entry = Libc.readdir(_directory)) != null;)
            {
                var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(&entry->d_name);
                if (!Utf8Parser.TryParse(name, out int pid, out int length) || length != name.Length || pid <= 0)
                    continue;
                // One that has just ended has no file any more, and no line in the list.
                int size = Read(path, pid, "/stat"u8, text);
                if (ProcPidStat.TryParse(text[..size], out var stat))
                    table.Add(pid, stat.StartTicks, stat.Ticks, stat.ResidentPages * Environment.SystemPageSize,
                        stat.Name);
            }
            error = table.Count > 0 ? null : "'/proc' lists no process that this user may see.";
            return error is null;
        }

        private protected override string UserOf(int pid, long startTime)
        {
            Span<byte> path = stackalloc byte[PathSizeBytes];
            Write(path, pid, default);
            Libc.statx_buffer stat;
            fixed (byte* pathname = path)
            {
                // The directory belongs to the user that the process acts as.
                return Libc.statx(Libc.AT_FDCWD, pathname, 0, Libc.STATX_UID, &stat) == 0 ? _users[stat.stx_uid] : "";
            }
        }

        private static int Read(Span<byte> path, int pid, ReadOnlySpan<byte> file, Span<byte> text)
        {
            Write(path, pid, file);
            int descriptor;
            fixed (byte* pathname = path)
                descriptor = Libc.open(pathname, Libc.O_RDONLY | Libc.O_CLOEXEC);
            if (descriptor < 0)
                return 0;
            nint size;
            fixed (byte* buffer = text)
                size = Libc.read(descriptor, buffer, (nuint)text.Length);
            _ = Libc.close(descriptor);
            return (int)Math.Max(0, size);
        }

        /// <summary>"/proc/" and the number and the file, ended by 0.</summary>
        private static void Write(Span<byte> path, int pid, ReadOnlySpan<byte> file)
        {
            var root = "/proc/"u8;
            root.CopyTo(path);
            Utf8Formatter.TryFormat(pid, path[root.Length..], out int length);
            file.CopyTo(path[(root.Length + length)..]);
            path[root.Length + length + file.Length] = 0;
        }

        private protected override void Close()
        {
            _ = Libc.closedir(_directory);
            _directory = 0;
        }
    }
}
