namespace Sightglass.Sensors.Tests;

/// <summary>What repeated readings allocate once their buffers have their sizes.</summary>
internal static class Allocation
{
    private const int WarmCount = 50, Count = 300;

    internal static long Of(Action read)
    {
        for (int i = 0; i < WarmCount; i++)
            read();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Count; i++)
            read();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
