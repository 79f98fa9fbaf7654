using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Sightglass.Sensors.Interop;

/// <summary>Job objects, kernel32.dll.</summary>
[SupportedOSPlatform("windows")]
internal static unsafe partial class JobObjects
{
    internal const int JobObjectBasicAccountingInformation = 1, JobObjectExtendedLimitInformation = 9,
        JobObjectCpuRateControlInformation = 15;

    /// <summary>Not in the documentation, though in use by Windows' own tools since Windows 10.</summary>
    internal const int JobObjectMemoryUsageInformation = 28;

    internal const uint JOB_OBJECT_LIMIT_JOB_MEMORY = 0x200;
    internal const uint JOB_OBJECT_CPU_RATE_CONTROL_ENABLE = 1, JOB_OBJECT_CPU_RATE_CONTROL_HARD_CAP = 4;

    /// <summary>Without a handle it asks for the job of this process.</summary>
    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool QueryInformationJobObject(nint hJob, int JobObjectInformationClass,
        void* lpJobObjectInformation, uint cbJobObjectInformationLength, uint* lpReturnLength);

    [LibraryImport("kernel32", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    internal static partial bool IsProcessInJob(nint ProcessHandle, nint JobHandle, int* Result);

    [LibraryImport("kernel32"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static partial nint GetCurrentProcess();

    /// <summary>Times in 100 ns.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct JOBOBJECT_BASIC_ACCOUNTING_INFORMATION
    {
        public long TotalUserTime;
        public long TotalKernelTime;
        public long ThisPeriodTotalUserTime;
        public long ThisPeriodTotalKernelTime;
        public uint TotalPageFaultCount;
        public uint TotalProcesses;
        public uint ActiveProcesses;
        public uint TotalTerminatedProcesses;
    }

    /// <summary>CpuRate: of 10,000, of all processors.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct JOBOBJECT_CPU_RATE_CONTROL_INFORMATION
    {
        public uint ControlFlags;
        public uint CpuRate;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct JOBOBJECT_EXTENDED_LIMIT_INFORMATION
    {
        public long PerProcessUserTimeLimit;
        public long PerJobUserTimeLimit;
        public uint LimitFlags;
        public nuint MinimumWorkingSetSize;
        public nuint MaximumWorkingSetSize;
        public uint ActiveProcessLimit;
        public nuint Affinity;
        public uint PriorityClass;
        public uint SchedulingClass;
        public ulong ReadOperationCount;
        public ulong WriteOperationCount;
        public ulong OtherOperationCount;
        public ulong ReadTransferCount;
        public ulong WriteTransferCount;
        public ulong OtherTransferCount;
        public nuint ProcessMemoryLimit;
        public nuint JobMemoryLimit;
        public nuint PeakProcessMemoryUsed;
        public nuint PeakJobMemoryUsed;
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct JOBOBJECT_MEMORY_USAGE_INFORMATION
    {
        public ulong JobMemory;
        public ulong PeakJobMemoryUsed;
    }

    /// <summary>Whether this process is in a job at all.</summary>
    internal static bool IsInJob()
    {
        int result = 0;
        return IsProcessInJob(GetCurrentProcess(), 0, &result) && result != 0;
    }

    internal static bool TryQuery<T>(int informationClass, out T information) where T : unmanaged
    {
        T queried = default;
        bool isQueried = QueryInformationJobObject(0, informationClass, &queried, (uint)sizeof(T), null);
        information = queried;
        return isQueried;
    }
}
