using System.Diagnostics.CodeAnalysis;
using System.Runtime.Versioning;
using Sightglass.Sensors.Cpu;
using Sightglass.Sensors.Interop;

namespace Sightglass.Sensors;

public abstract partial class CpuSensor
{
    /// <summary>
    /// Sums over all processor groups. GetSystemTimes is not used: above 64 processors it covers the group of the
    /// calling thread only, so that its answer depends on where the thread happens to run (Microsoft Learn,
    /// GetSystemTimes).
    /// </summary>
    [SupportedOSPlatform("windows")]
    private sealed class Windows : CpuSensor
    {
        private const long TicksPerSecond = 10_000_000; // 100 ns units
        private const int GroupSize = 64; // a group never holds more: its affinity mask is one 64-bit word

        private readonly Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION[] _group =
            new Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION[GroupSize];

        // Per group: where its processors start in the machine's numbering, and how many there can be. The maximum
        // rather than those active now: one that is plugged in later needs a place too.
        private readonly int[] _groupStarts;
        private readonly int[] _groupCounts;
        private readonly bool _hasGroupQuery;

        internal Windows() : base(TicksPerSecond)
        {
            int groupCount = Math.Max(
                Kernel32.GetActiveProcessorGroupCount(), Kernel32.GetMaximumProcessorGroupCount());
            _groupStarts = new int[groupCount];
            _groupCounts = new int[groupCount];
            for (int group = 0; group < groupCount; group++)
            {
                _groupStarts[group] = LogicalCapacity;
                _groupCounts[group] = Math.Clamp((int)Kernel32.GetMaximumProcessorCount((ushort)group),
                    (int)Kernel32.GetActiveProcessorCount((ushort)group), GroupSize);
                LogicalCapacity += _groupCounts[group];
            }

            // Wine 8 does not know this class in NtQuerySystemInformationEx. The older call covers the group of the
            // calling thread, which is the whole machine if there is one group, and wrong if there are more.
            int status = QueryGroup(0, hasGroupQuery: true, out _);
            _hasGroupQuery = Kernel32.GetActiveProcessorGroupCount() > 1 ||
                status is not (Ntdll.STATUS_INVALID_INFO_CLASS or Ntdll.STATUS_NOT_IMPLEMENTED);

            if (!TryReadCounters(_reading, out var error))
                throw new IOException($"The CPU sensor cannot be opened. {error}");
        }

        private protected override bool TryReadCounters(CpuReading reading, [NotNullWhen(false)] out string? error)
        {
            reading.Modes = WindowsCounters.Modes;
            int groupCount = Kernel32.GetActiveProcessorGroupCount();
            for (int group = 0; group < groupCount; group++)
            {
                int status = QueryGroup((ushort)group, _hasGroupQuery, out int count);
                if (status != Ntdll.STATUS_SUCCESS)
                {
                    error = $"Windows does not give the processor times of group {group}: "
                        + $"NtQuerySystemInformation(SystemProcessorPerformanceInformation) returned 0x{status:X8}.";
                    return false;
                }
                for (int i = 0; i < count; i++)
                {
                    ref readonly var times = ref _group[i];
                    reading.Set(NumberOf(group, i), WindowsCounters.From(
                        times.IdleTime, times.KernelTime, times.UserTime, times.DpcTime, times.InterruptTime));
                }
            }
            error = groupCount == 0 ? "Windows reports no active processor group." : null;
            return groupCount > 0;
        }

        private protected override void ReadSurroundings()
        {
            // Windows has neither a load average nor pressure.
        }

        private protected override void Close()
        {
        }

        /// <summary>
        /// The number of a processor never changes, nor passes to another one. Those beyond what was said to be
        /// possible are numbered behind all others, beyond the capacity: they count in the total only.
        /// </summary>
        private int NumberOf(int group, int index) =>
            group < _groupCounts.Length && index < _groupCounts[group]
                ? _groupStarts[group] + index
                : LogicalCapacity + group * GroupSize + index;

        private unsafe int QueryGroup(ushort group, bool hasGroupQuery, out int count)
        {
            int elementSize = sizeof(Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION);
            uint size = (uint)(elementSize * GroupSize);
            uint returned = 0;
            int status;
            fixed (Ntdll.SYSTEM_PROCESSOR_PERFORMANCE_INFORMATION* buffer = _group)
            {
                status = hasGroupQuery
                    ? Ntdll.NtQuerySystemInformationEx(
                        Ntdll.SystemProcessorPerformanceInformation, &group, sizeof(ushort), buffer, size, &returned)
                    : Ntdll.NtQuerySystemInformation(
                        Ntdll.SystemProcessorPerformanceInformation, buffer, size, &returned);
            }
            // Another element size would mean another structure: what came back must not be taken for counters.
            if (status == Ntdll.STATUS_SUCCESS && (returned > size || returned % elementSize != 0))
                status = Ntdll.STATUS_INFO_LENGTH_MISMATCH;
            count = status == Ntdll.STATUS_SUCCESS ? (int)(returned / elementSize) : 0;
            return status;
        }
    }
}
