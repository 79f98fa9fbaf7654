using Sightglass.Layout;
using Sightglass.Memory;

namespace Sightglass.Tests.Processes;

/// <summary>Looks from outside whether somebody sleeps on a topic, as its publisher does before it wakes.</summary>
internal static unsafe class Sleepers
{
    internal static void ShouldBeAsleepOn(string topic) =>
        Eventually.True(() => IsAnyoneAsleep(topic), $"somebody sleeps on {topic}");

    private static bool IsAnyoneAsleep(string topic)
    {
        var place = Place.ForSubscriber(topic)[0];
        using var attachment = Attachment.Open(place, expected: null, isPresent: false);
        using var peers = SharedMemory.Open(place.Peers(attachment.Instance), writable: false);
        var signal = Volatile.Read(ref ((TopicHeader*)attachment.Region.Address)->Signal);
        return Volatile.Read(ref ((PeersHeader*)peers.Address)->SleptOn) >= signal;
    }
}
