using Sightglass;

namespace OtherProcess;

/// <summary>Publishers with one rule of the ring broken. A checker that does not catch them proves nothing.</summary>
internal static unsafe class BrokenWriter
{
    internal static int Run(string name, string how)
    {
        using var publisher = Publisher.Create<Large>(name, new() { History = 15 });
        using var ring = new RawRing(name);
        Orders.Say("ready");
        for (ulong number = 0; !Orders.Any; number++)
        {
            var slot = ring.Slot(number);
            switch (how)
            {
                case "unmarked": // the slot keeps its old even number while its values change
                    Write(ring, number);
                    Volatile.Write(ref slot->Sequence, 2 * number + 2);
                    Volatile.Write(ref ring.Header->Cursor, number + 1);
                    break;
                case "early": // the slot is even, and the cursor past it, before the values are there
                    Volatile.Write(ref slot->Sequence, 2 * number + 2);
                    Volatile.Write(ref ring.Header->Cursor, number + 1);
                    Write(ring, number);
                    break;
                default:
                    throw new ArgumentException(how);
            }
        }
        return 0;
    }

    private static void Write(RawRing ring, ulong number)
    {
        var slot = ring.Slot(number);
        SelfChecking.Fill(ref *(Large*)(slot + 1), (long)number);
        slot->MonotonicNs = SelfChecking.MonotonicNs((long)number);
        slot->UtcNs = SelfChecking.UtcNs((long)number);
    }
}
