namespace Sightglass.Cli.Measuring;

/// <summary>The topics of the machine itself, and their fields.</summary>
internal static class MachineTopics
{
    internal const string Cpu = "system.cpu", Memory = "system.memory";

    internal const string CpuUtilization = "system.cpu.utilization", CpuLogicalUtilization = "system.cpu.logical.utilization",
        CpuLogicalCount = "system.cpu.logical.count";

    internal const string MemoryTotal = "system.memory.total", MemoryAvailable = "system.memory.available",
        MemoryUsed = "system.memory.used", MemoryUtilization = "system.memory.utilization";

    internal static Schema CpuSchema(int logicalCapacity) => new SchemaBuilder()
        .Add(CpuUtilization, FieldType.Float64, "1", description: "Busy time of all processors over the interval, 0..1; waiting for I/O is idle.")
        .Add(CpuLogicalUtilization, FieldType.Float64, "1", length: logicalCapacity,
            description: "The same per logical processor, by its number; not available for one that is offline.")
        .Add(CpuLogicalCount, FieldType.Int64, "{cpu}", description: "Logical processors online.")
        .Build();

    // Doubles, exact up to 8 PiB: only they can say "not available".
    internal static Schema MemorySchema() => new SchemaBuilder()
        .Add(MemoryTotal, FieldType.Float64, "By", description: "Physical memory that the operating system manages.")
        .Add(MemoryAvailable, FieldType.Float64, "By", description: "What programs could have without swapping.")
        .Add(MemoryUsed, FieldType.Float64, "By", description: "Total less available.")
        .Add(MemoryUtilization, FieldType.Float64, "1", description: "Used over total, 0..1.")
        .Build();
}
