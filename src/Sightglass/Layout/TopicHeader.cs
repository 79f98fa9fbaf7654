using System.Runtime.InteropServices;

namespace Sightglass.Layout;

/// <summary>
/// The first kilobyte of a topic. Bytes 0 to 511 never change once the topic can be found; the two blocks after them
/// are written by the publisher only, each 128 bytes from the next, so that the words that change with each sample
/// share no cache line (nor the neighbour that processors fetch with it) with those that do not.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal unsafe struct TopicHeader
{
    internal const int SizeBytes = 1024, ProgramSizeBytes = 64, NameSizeBytes = 128;
    internal const ulong MagicText = 0x53534C4754484753; // "SGHTGLSS" read as little-endian bytes
    internal const uint LittleEndianMark = 0x01020304;
    internal const ushort CurrentMajor = 1, CurrentMinor = 1;
    internal const uint StateBuilding = 0, StateReady = 1, StateClosed = 2;
    internal const uint FlagEveryone = 1, FlagWakesAlways = 2;

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal uint ByteOrderMark;
    [FieldOffset(12)] internal ushort Major;
    [FieldOffset(14)] internal ushort Minor;
    [FieldOffset(16)] internal uint HeaderSizeBytes;
    [FieldOffset(20)] internal uint Flags;
    [FieldOffset(24)] internal ulong TotalSizeBytes;
    [FieldOffset(32)] internal Guid InstanceId;
    [FieldOffset(48)] internal uint SchemaOffset;
    [FieldOffset(52)] internal uint SchemaSizeBytes;
    [FieldOffset(56)] internal uint FieldCount;
    [FieldOffset(60)] internal uint SampleSizeBytes;
    [FieldOffset(64)] internal ulong RingOffset;
    [FieldOffset(72)] internal ulong SlotCount;
    [FieldOffset(80)] internal uint SlotSizeBytes;
    [FieldOffset(84)] internal int PublisherPid;
    [FieldOffset(88)] internal long CreatedUtcNs;
    [FieldOffset(96)] internal long CreatedMonotonicNs;
    [FieldOffset(104)] internal long ProcessStartedUtcNs;
    /// <summary>The instance whose samples this one took over, after somebody deleted the files; else zero.</summary>
    [FieldOffset(112)] internal Guid ContinuesInstanceId;
    [FieldOffset(128)] internal fixed byte Program[ProgramSizeBytes];
    [FieldOffset(192)] internal fixed byte Name[NameSizeBytes];

    [FieldOffset(512)] internal uint State;
    [FieldOffset(520)] internal long IntervalNs;

    /// <summary>Not 0 while the publisher rests on purpose.</summary>
    [FieldOffset(528)] internal uint Paused;

    /// <summary>How many samples were published.</summary>
    [FieldOffset(640)] internal ulong Cursor;

    /// <summary>
    /// Goes up by one with each sample and at the close. Its low half is the word that subscribers sleep on.
    /// </summary>
    [FieldOffset(648)] internal ulong Signal;
}
