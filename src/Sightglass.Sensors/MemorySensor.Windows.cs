using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class MemorySensor
{
    [SupportedOSPlatform("windows")]
    private sealed class Windows : MemorySensor
    {
        internal Windows()
        {
            if (!TryReadNow(out _, out var error))
                throw new IOException($"The memory sensor cannot be opened. {error}");
        }

        private protected override bool TryReadNow(out MemoryReading reading, [NotNullWhen(false)] out string? error)
        {
            var status = new Kernel32.MEMORYSTATUSEX { dwLength = (uint)Unsafe.SizeOf<Kernel32.MEMORYSTATUSEX>() };
            if (!Kernel32.GlobalMemoryStatusEx(ref status))
            {
                reading = default;
                error = $"Windows does not give its memory status: GlobalMemoryStatusEx failed, "
                    + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
                return false;
            }
            reading = new MemoryReading
            {
                TotalBytes = (long)status.ullTotalPhys,
                AvailableBytes = (long)Math.Min(status.ullAvailPhys, status.ullTotalPhys),
            };
            error = null;
            return true;
        }

        private protected override void Close()
        {
        }
    }
}
