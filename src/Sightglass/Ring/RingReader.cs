using System.Runtime.CompilerServices;
using Sightglass.Layout;

namespace Sightglass.Ring;

/// <summary>What a look at one slot found.</summary>
internal enum SlotLook
{
    /// <summary>The sample, whole.</summary>
    Whole,
    /// <summary>It is not published yet.</summary>
    NotYet,
    /// <summary>It is overwritten, or was while it was being copied.</summary>
    Lapped,
}

/// <summary>The stamps of a sample.</summary>
internal struct Stamps
{
    internal long MonotonicNs;
    internal long UtcNs;
    internal uint Flags;
}

/// <summary>
/// A subscriber's end of the ring; works on a read-only mapping, any number of threads at once. A look is: the sequence
/// must be the expected even number; copy; the sequence must be the same still. Nothing is ever waited for.
/// </summary>
internal sealed unsafe class RingReader(byte* region, in TopicLayout layout)
{
    // A look at the newest sample fails only if the publisher goes once round the ring during it; so many in a row mean
    // that the bytes are not a ring at all.
    private const int MaxLooks = 1000;

    private readonly TopicHeader* _header = (TopicHeader*)region;
    private readonly byte* _slots = region + layout.RingOffset;
    private readonly ulong _mask = layout.SlotCount - 1;
    private readonly uint _slotSizeBytes = layout.SlotSizeBytes;
    private readonly uint _sampleSizeBytes = layout.SampleSizeBytes;

    /// <summary>How many samples were published.</summary>
    // Acquire: what the cursor has passed is whole for the looks that follow.
    internal ulong Cursor => Volatile.Read(ref _header->Cursor);

    /// <summary>Samples that can be read at one time; one slot is always the one being written.</summary>
    internal ulong Capacity => _mask;

    /// <summary>The number of the oldest sample that can still be read.</summary>
    internal ulong Oldest(ulong cursor) => cursor > Capacity ? cursor - Capacity : 0;

    /// <summary>
    /// Where a lapped subscriber goes on: an eighth of the ring after the oldest, so that it is not lapped again before
    /// it has read one sample.
    /// </summary>
    internal ulong AfterLap(ulong cursor) => Math.Min(cursor, Oldest(cursor) + Capacity / 8 + 1);

    /// <summary>
    /// Copies sample <paramref name="number"/> as a struct; the caller has checked that the sizes agree.
    /// </summary>
    internal SlotLook TryRead<T>(ulong number, out T value, out Stamps stamps) where T : unmanaged
    {
        var slot = Slot(number);
        // Acquire: the copy after the first look. Without it values could be taken from before the slot was whole.
        var sequence = Volatile.Read(ref slot->Sequence);
        if (sequence != 2 * number + 2)
        {
            Unsafe.SkipInit(out value);
            Unsafe.SkipInit(out stamps);
            return Judge(sequence, number);
        }
        value = Unsafe.ReadUnaligned<T>(slot + 1);
        Copy(slot, out stamps);
        return LookAgain(slot, sequence);
    }

    /// <summary>Copies sample <paramref name="number"/> as bytes, as many of them as there is room for.</summary>
    internal SlotLook TryRead(ulong number, Span<byte> values, out Stamps stamps)
    {
        var slot = Slot(number);
        var sequence = Volatile.Read(ref slot->Sequence); // acquire, as above
        if (sequence != 2 * number + 2)
        {
            stamps = default;
            return Judge(sequence, number);
        }
        new ReadOnlySpan<byte>(slot + 1, Math.Min((int)_sampleSizeBytes, values.Length)).CopyTo(values);
        Copy(slot, out stamps);
        return LookAgain(slot, sequence);
    }

    /// <summary>Copies the newest sample as a struct.</summary>
    internal bool TryReadLatest<T>(out T value, out Stamps stamps, out ulong number) where T : unmanaged
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            number = Cursor - 1;
            if (number == ulong.MaxValue) break;
            if (TryRead(number, out value, out stamps) == SlotLook.Whole) return true;
        }
        value = default;
        stamps = default;
        number = 0;
        return false;
    }

    /// <summary>Copies the newest sample as bytes.</summary>
    internal bool TryReadLatest(Span<byte> values, out Stamps stamps, out ulong number)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            number = Cursor - 1;
            if (number == ulong.MaxValue) break;
            if (TryRead(number, values, out stamps) == SlotLook.Whole) return true;
        }
        stamps = default;
        number = 0;
        return false;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static SlotLook LookAgain(SlotHeader* slot, ulong sequence)
    {
        // The copy before the second look. An acquire on the second look alone would not hold the copy's loads before
        // it: on ARM64 they could be done after the publisher has begun anew, under a sequence still read as even.
        Volatile.ReadBarrier();
        return Volatile.Read(ref slot->Sequence) == sequence ? SlotLook.Whole : SlotLook.Lapped;
    }

    private static SlotLook Judge(ulong sequence, ulong number) =>
        sequence > 2 * number + 2 ? SlotLook.Lapped : SlotLook.NotYet;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy(SlotHeader* slot, out Stamps stamps)
    {
        stamps.MonotonicNs = slot->MonotonicNs;
        stamps.UtcNs = slot->UtcNs;
        stamps.Flags = slot->Flags;
    }

    private SlotHeader* Slot(ulong number) => (SlotHeader*)(_slots + (number & _mask) * _slotSizeBytes);
}
