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
            // Commit and cache are in pages. ullTotalPageFile would be the commit limit too, not the page file.
            var info = default(Kernel32.PERFORMANCE_INFORMATION);
            uint size = (uint)Unsafe.SizeOf<Kernel32.PERFORMANCE_INFORMATION>();
            bool hasInfo = Kernel32.K32GetPerformanceInfo(ref info, size);
            reading = new MemoryReading
            {
                TotalBytes = (long)status.ullTotalPhys,
                AvailableBytes = (long)Math.Min(status.ullAvailPhys, status.ullTotalPhys),
                // No Windows runs without a cache; Wine 8 says 0 for what it does not know.
                CachedBytes = hasInfo && info.SystemCache > 0 ? (long)(info.SystemCache * info.PageSize) : null,
                CommittedBytes = hasInfo ? (long)(info.CommitTotal * info.PageSize) : null,
                CommitLimitBytes = hasInfo ? (long)(info.CommitLimit * info.PageSize) : null,
            };
            error = null;
            return true;
        }

        private protected override void Close()
        {
        }
    }
}
