using Sightglass;
using Sightglass.Layout;
using Sightglass.Memory;

namespace OtherProcess;

/// <summary>
/// A topic's memory, writable, behind its publisher's back: for publishers that are broken on purpose.
/// </summary>
internal sealed unsafe class RawRing : IDisposable
{
    private readonly SharedMemory _region, _peers;
    private readonly TopicLayout _layout;

    internal RawRing(string name)
    {
        var place = Place.ForPublisher(name, Access.Owner);
        var instance = Topics.Describe(name).Instance;
        _region = SharedMemory.Open(OperatingSystem.IsWindows() ? place.Region(instance) : place.Topic, writable: true);
        _peers = SharedMemory.Open(place.Peers(instance), writable: false);
        if (TopicLayout.Check(*Header, _region.SizeBytes, out _layout) is { } fault)
            throw new InvalidDataException(fault);
    }

    internal byte* Address => _region.Address;

    internal TopicHeader* Header => (TopicHeader*)_region.Address;

    internal bool IsAnyoneAsleep => Volatile.Read(ref ((PeersHeader*)_peers.Address)->SleptOn) >= Header->Signal;

    internal TopicLayout Layout => _layout;

    internal SlotHeader* Slot(ulong number) =>
        (SlotHeader*)(_region.Address + _layout.RingOffset + number % _layout.SlotCount * _layout.SlotSizeBytes);

    public void Dispose()
    {
        _region.Dispose();
        _peers.Dispose();
    }
}
