using System.Numerics;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Examining;

/// <summary>How much shared memory <c>sightglass publish</c> takes on this machine if nothing else is said.</summary>
internal static class Need
{
    /// <summary>A topic's header, and beside it the regions of peers and of calls; about, and rather more.</summary>
    private const long TopicSizeBytes = 200 * 1024;

    private const int SlotHeaderSizeBytes = 32, SlotAlignment = 64;

    /// <exception cref="IOException">A sensor that every machine has cannot be opened.</exception>
    internal static long SizeBytes()
    {
        var sum = 0L;
        foreach (var kind in SensorKind.All.Where(kind => kind.IsUsedByDefault))
        {
            if (SensorList.FaultOf(kind) is not null) continue;
            var samples = TimeSpan.FromMinutes(10) / kind.IntervalOf(TimeSpan.FromSeconds(1));
            var slots = BitOperations.RoundUpToPowerOf2((ulong)samples + 1);
            foreach (var topic in kind.Open(new Opening(ProcessCount: 10, [])))
                using (topic)
                    sum += TopicSizeBytes + (long)slots * SlotSizeBytes(topic.Schema.SampleSizeBytes);
        }
        return sum;
    }

    private static long SlotSizeBytes(int sampleSizeBytes) =>
        (sampleSizeBytes + SlotHeaderSizeBytes + SlotAlignment - 1) / SlotAlignment * SlotAlignment;
}
