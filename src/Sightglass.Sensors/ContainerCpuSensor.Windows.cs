using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Sightglass.Sensors.Container;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class ContainerCpuSensor
{
    [SupportedOSPlatform("windows")]
    private sealed class Windows : ContainerCpuSensor
    {
        private const long NsPerTick = 100;

        internal Windows()
        {
            if (!JobObjects.IsInJob())
                throw new IOException("This process is in no container: it belongs to no job object.");
            if (!TryReadNow(out _, out var error))
                throw new IOException(error);
        }

        private protected override bool TryReadNow(
            out ContainerCpuReading reading, [NotNullWhen(false)] out string? error)
        {
            reading = new ContainerCpuReading();
            if (!JobObjects.TryQuery(JobObjects.JobObjectBasicAccountingInformation,
                out JobObjects.JOBOBJECT_BASIC_ACCOUNTING_INFORMATION times))
            {
                error = "Windows does not give the times of this process's job: QueryInformationJobObject failed, "
                    + Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError());
                return false;
            }
            error = null;
            var counters = new ContainerCpuCounters
            {
                TimeNs = (times.TotalUserTime + times.TotalKernelTime) * NsPerTick,
                UserNs = times.TotalUserTime * NsPerTick,
                SystemNs = times.TotalKernelTime * NsPerTick,
            };
            reading = _usage.Advance(
                counters, (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency)), Limit());
            return true;
        }

        /// <summary>
        /// Only a hard cap is a limit: a weight yields to others, and is exceeded when they are idle.
        /// </summary>
        private static double Limit()
        {
            const uint HardCap =
                JobObjects.JOB_OBJECT_CPU_RATE_CONTROL_ENABLE | JobObjects.JOB_OBJECT_CPU_RATE_CONTROL_HARD_CAP;
            return JobObjects.TryQuery(JobObjects.JobObjectCpuRateControlInformation,
                    out JobObjects.JOBOBJECT_CPU_RATE_CONTROL_INFORMATION rate)
                && (rate.ControlFlags & HardCap) == HardCap
                ? JobLimit.Processors(
                    rate.CpuRate, (int)Kernel32.GetActiveProcessorCount(Kernel32.ALL_PROCESSOR_GROUPS))
                : double.NaN;
        }

        private protected override void Close()
        {
        }
    }
}
