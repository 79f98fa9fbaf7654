using Sightglass.Layout;
using Sightglass.Memory;
using Sightglass.Peers;

namespace Sightglass.Tests;

/// <summary>A look into the calls region of a topic, past the library.</summary>
internal static unsafe class CallRegion
{
    internal static int CountTaken(string topic)
    {
        using var region = Open(topic);
        return new CallTable(region.Address, CallsLayout.Default).CountTaken();
    }

    internal static SharedMemory Open(string topic)
    {
        var place = Place.ForSubscriber(topic)[0];
        return SharedMemory.Open(place.Calls(Topics.Describe(topic).Instance), writable: true);
    }
}
