using System.Runtime.InteropServices;

namespace Sightglass.Layout;

/// <summary>
/// The region of a topic's calls: this header, a seat per caller, an entry per call. Whoever may call may write all of
/// it, so neither side believes anything in it: every number is checked on a private copy before it is used.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct CallsHeader
{
    internal const int SizeBytes = 256;
    internal const ulong MagicText = 0x534C4C4143474753; // "SGGCALLS"
    internal const uint StateOpen = 1, StateClosed = 2;

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal ushort Major;
    [FieldOffset(10)] internal ushort Minor;
    [FieldOffset(16)] internal Guid InstanceId;
    [FieldOffset(32)] internal uint SeatOffset;
    [FieldOffset(36)] internal uint SeatCount;
    [FieldOffset(40)] internal uint EntryOffset;
    [FieldOffset(44)] internal uint EntryCount;

    /// <summary>Closed: the publisher takes no calls any more, and has answered those that it had.</summary>
    [FieldOffset(64)] internal uint State;

    /// <summary>
    /// Goes up by one with each request. Its low half is the word that the publisher's threads sleep on.
    /// </summary>
    [FieldOffset(128)] internal ulong Signal;

    /// <summary>
    /// How many of the publisher's threads are looking for requests: above zero, nobody needs to be woken.
    /// </summary>
    [FieldOffset(136)] internal uint Looking;
}

/// <summary>
/// What a caller is woken by. Whose it is, a lock of the operating system says and not a number here.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal struct CallSeat
{
    internal const int SizeBytes = 64;

    /// <summary>Goes up by one with each reply to a call of this seat.</summary>
    [FieldOffset(0)] internal ulong Signal;

    /// <summary>The highest <see cref="Signal"/> that the caller went to sleep on.</summary>
    [FieldOffset(8)] internal ulong SleptOn;
}

/// <summary>One call. The bytes of the request follow; the reply takes their place.</summary>
[StructLayout(LayoutKind.Explicit, Size = HeaderSizeBytes)]
internal unsafe struct CallEntry
{
    internal const int HeaderSizeBytes = 128, VerbSizeBytes = 64, MaxBodySizeBytes = 4096;
    internal const int SizeBytes = HeaderSizeBytes + MaxBodySizeBytes;

    /// <summary>State, seat and turn in one word, see <see cref="CallWord"/>.</summary>
    [FieldOffset(0)] internal ulong Word;
    [FieldOffset(8)] internal uint RequestSizeBytes;
    [FieldOffset(12)] internal uint ReplySizeBytes;
    [FieldOffset(16)] internal uint ReplyStatus;
    [FieldOffset(64)] internal fixed byte Verb[VerbSizeBytes];
}

/// <summary>Where a call stands. Each change is one compare-and-swap of <see cref="CallEntry.Word"/>.</summary>
internal enum CallState : ushort
{
    /// <summary>Anybody may claim the entry.</summary>
    Free = 0,
    /// <summary>The caller writes its request.</summary>
    Claimed = 1,
    /// <summary>The publisher may take it.</summary>
    Requested = 2,
    /// <summary>The publisher has a copy of the request and works on it; nobody touches the bytes.</summary>
    Handling = 3,
    /// <summary>The publisher writes the reply.</summary>
    Replying = 4,
    /// <summary>The caller may read the reply.</summary>
    Replied = 5,
    /// <summary>The caller went while the reply was being written; the publisher frees the entry.</summary>
    Abandoned = 6,
}

/// <summary>
/// The word of an entry: the state in bits 0 to 15, the caller's seat in 16 to 31, and in 32 to 63 the turn, which goes
/// up with each claim. Who holds an old word can change nothing: its turn is over.
/// </summary>
internal readonly record struct CallWord(ulong Bits)
{
    internal CallState State => (CallState)(ushort)Bits;

    internal int Seat => (ushort)(Bits >> 16);

    internal uint Turn => (uint)(Bits >> 32);

    internal CallWord With(CallState state) => new((Bits & ~0xFFFFUL) | (ushort)state);

    internal CallWord ClaimedBy(int seat) =>
        new((ulong)(Turn + 1) << 32 | (ulong)(uint)seat << 16 | (ushort)CallState.Claimed);
}
