using Sightglass.Layout;

namespace Sightglass.Ring;

/// <summary>
/// The publisher's end of the ring. One thread at a time. States of a slot, by its sequence:
/// <list type="number">
/// <item>2n+1, odd: sample n is being written (<see cref="Begin"/>). Whatever was there before is gone.</item>
/// <item>2n+2, even: sample n is whole (<see cref="Commit"/>); only then does the cursor pass it.</item>
/// </list>
/// A writer that dies in state 1 leaves a slot that the cursor has not passed: nobody waits for it.
/// </summary>
internal sealed unsafe class RingWriter(byte* region, in TopicLayout layout)
{
    private readonly TopicHeader* _header = (TopicHeader*)region;
    private readonly byte* _slots = region + layout.RingOffset;
    private readonly ulong _mask = layout.SlotCount - 1;
    private readonly uint _slotSizeBytes = layout.SlotSizeBytes;

    /// <summary>How many samples were published; the number of the next one.</summary>
    internal ulong Count { get; private set; }

    /// <summary>Marks the next slot as being written and gives the place of its values.</summary>
    internal byte* Begin()
    {
        var slot = Slot(Count);
        slot->Sequence = 2 * Count + 1;
        Step.Reached("publish.odd");
        // The odd sequence before the values. Without it a processor with weak ordering (ARM64) may let a subscriber
        // see new values under the old even sequence: the copy would be torn and both of its looks would agree.
        Volatile.WriteBarrier();
        return (byte*)(slot + 1);
    }

    /// <summary>Makes the sample begun last the newest one.</summary>
    internal void Commit(long monotonicNs, long utcNs, uint flags)
    {
        var slot = Slot(Count);
        slot->MonotonicNs = monotonicNs;
        slot->UtcNs = utcNs;
        slot->Flags = flags;
        Step.Reached("publish.values");
        // The values before the even sequence. Without it a subscriber may see the even sequence first and copy values
        // that have not arrived.
        Volatile.WriteBarrier();
        slot->Sequence = 2 * Count + 2;
        Step.Reached("publish.even");
        Count++;
        // Release: the even sequence before the cursor. Without it a subscriber that comes by the cursor may find the
        // slot still odd and take the newest sample for one that is not published yet.
        Volatile.Write(ref _header->Cursor, Count);
        Step.Reached("publish.cursor");
    }

    /// <summary>
    /// Takes over the samples of another ring of the same layout, so that the history outlives a new region.
    /// </summary>
    internal void CopyFrom(RingWriter old)
    {
        Buffer.MemoryCopy(old._slots, _slots, _slotSizeBytes * (_mask + 1), _slotSizeBytes * (_mask + 1));
        Count = old.Count;
        _header->Cursor = Count;
    }

    private SlotHeader* Slot(ulong number) => (SlotHeader*)(_slots + (number & _mask) * _slotSizeBytes);
}
