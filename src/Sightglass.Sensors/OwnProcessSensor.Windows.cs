using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class OwnProcessSensor
{
    [SupportedOSPlatform("windows")]
    private sealed class Windows : OwnProcessSensor
    {
        private protected override long? ReadResident(out string? error)
        {
            var counters = default(Kernel32.PROCESS_MEMORY_COUNTERS);
            uint size = (uint)Unsafe.SizeOf<Kernel32.PROCESS_MEMORY_COUNTERS>();
            if (Kernel32.K32GetProcessMemoryInfo(JobObjects.GetCurrentProcess(), ref counters, size))
            {
                error = null;
                return (long)counters.WorkingSetSize;
            }
            error = "Windows does not give the memory of this process: GetProcessMemoryInfo failed, "
                + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
            return null;
        }

        private protected override void Close()
        {
        }
    }
}
