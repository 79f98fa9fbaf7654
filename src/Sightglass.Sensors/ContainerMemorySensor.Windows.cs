using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class ContainerMemorySensor
{
    [SupportedOSPlatform("windows")]
    private sealed class Windows : ContainerMemorySensor
    {
        private readonly long _machineBytes;

        internal Windows(long machineBytes)
        {
            _machineBytes = machineBytes;
            if (!JobObjects.IsInJob())
                throw new IOException("This process is in no container: it belongs to no job object.");
            if (!TryReadNow(out _, out var error))
                throw new IOException(error);
        }

        private protected override bool TryReadNow(
            out ContainerMemoryReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = default;
            if (!JobObjects.TryQuery(JobObjects.JobObjectExtendedLimitInformation,
                out JobObjects.JOBOBJECT_EXTENDED_LIMIT_INFORMATION limits))
            {
                error = "Windows does not give the limits of this process's job: QueryInformationJobObject failed, "
                    + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
                return false;
            }
            error = null;
            bool isLimited = (limits.LimitFlags & JobObjects.JOB_OBJECT_LIMIT_JOB_MEMORY) != 0
                && limits.JobMemoryLimit <= (ulong)_machineBytes;
            bool hasUsage = JobObjects.TryQuery(JobObjects.JobObjectMemoryUsageInformation,
                out JobObjects.JOBOBJECT_MEMORY_USAGE_INFORMATION usage);
            reading = new ContainerMemoryReading
            {
                UsageBytes = hasUsage ? (long)usage.JobMemory : null,
                LimitBytes = isLimited ? (long)limits.JobMemoryLimit : null,
                Pressure = Pressure.NotAvailable,
            };
            return true;
        }

        private protected override void Close()
        {
        }
    }
}
