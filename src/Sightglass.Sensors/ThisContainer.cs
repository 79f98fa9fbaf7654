using Sightglass.Sensors.Container;

namespace Sightglass.Sensors;

/// <summary>Whether there is a container around this process.</summary>
public static class ThisContainer
{
    /// <summary>
    /// Whether this process runs in a container, or under a limit of its own on CPU or memory. Every process of a Linux
    /// system has some control group, and many of Windows some job; that alone makes no container.
    /// </summary>
    public static bool Exists { get; } = ContainerMarks.Exist || HasLimit();

    private static bool HasLimit()
    {
        try
        {
            using var cpu = ContainerCpuSensor.Open();
            if (cpu.TryRead(out var reading, out _) && !double.IsNaN(reading.Limit))
                return true;
        }
        catch (IOException)
        {
            // It is in no group of its own.
        }
        try
        {
            using var memory = ContainerMemorySensor.Open();
            return memory.TryRead(out var reading, out _) && reading.LimitBytes is not null;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
