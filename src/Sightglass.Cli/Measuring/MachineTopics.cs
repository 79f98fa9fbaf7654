namespace Sightglass.Cli.Measuring;

/// <summary>The topics of the machine itself, and those of their fields that the program itself shows.</summary>
internal static class MachineTopics
{
    internal const string Cpu = "system.cpu", Memory = "system.memory", Frequency = "system.cpu.frequency",
        Disk = "system.disk", Network = "system.network", Processes = "system.processes",
        ContainerCpu = "container.cpu", ContainerMemory = "container.memory", Publisher = "sightglass.publisher";

    internal const string CpuUtilization = "system.cpu.utilization", CpuLogicalUtilization = "system.cpu.logical.utilization",
        CpuLogicalCount = "system.cpu.logical.count", CpuLogicalOnline = "system.cpu.logical.online";

    internal const string MemoryTotal = "system.memory.total", MemoryAvailable = "system.memory.available",
        MemoryUsed = "system.memory.used", MemoryUtilization = "system.memory.utilization";
}
