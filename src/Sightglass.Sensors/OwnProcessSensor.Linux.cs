using System.Runtime.Versioning;
using Sightglass.Sensors.Devices;
using Sightglass.Sensors.Proc;

namespace Sightglass.Sensors;

public abstract partial class OwnProcessSensor
{
    [SupportedOSPlatform("linux")]
    private sealed class Linux : OwnProcessSensor
    {
        private readonly ProcFile _memory = new("/proc/self/statm", ProcFile.SmallSize);

        private protected override long? ReadResident(out string? error)
        {
            if (!_memory.TryRead(out var text, out error))
                return null;
            // proc_pid_statm(5): size, resident, shared...; in pages.
            var numbers = new ProcNumbers(text);
            if (numbers.TryTake(out _) && numbers.TryTake(out long pages))
                return pages * Environment.SystemPageSize;
            error = $"'{_memory.Path}' is not what the kernel writes (proc_pid_statm(5)).";
            return null;
        }

        private protected override void Close() => _memory.Dispose();
    }
}
