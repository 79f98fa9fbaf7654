using System.Runtime.InteropServices;

namespace Sightglass.Layout;

/// <summary>
/// The region beside a topic that its subscribers write: who sleeps, and who they are. The publisher believes nothing
/// in it; the worst that garbage here can do is a needless wake, or a missed one for subscribers of the same users.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal unsafe struct PeersHeader
{
    internal const int SizeBytes = 4096, SleeperCount = 960, DefaultEntryCount = 256, MaxEntryCount = 1 << 16;
    internal const int RegionSizeBytes = SizeBytes + DefaultEntryCount * PeerEntry.SizeBytes;
    internal const ulong MagicText = 0x5352454550474753; // "SGGPEERS"

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal ushort Major;
    [FieldOffset(10)] internal ushort Minor;
    [FieldOffset(16)] internal Guid InstanceId;

    /// <summary>Where the entries of those who say who they are lie; 0 where there is no room for them.</summary>
    [FieldOffset(32)] internal uint EntryOffset;
    [FieldOffset(36)] internal uint EntryCount;

    /// <summary>
    /// The highest <see cref="TopicHeader.Signal"/> that somebody went to sleep on. Only ever raised.
    /// </summary>
    [FieldOffset(64)] internal ulong SleptOn;

    /// <summary>Windows: a word per sleeper, not zero while it sleeps or is about to.</summary>
    [FieldOffset(256)] internal fixed uint Sleepers[SleeperCount];

    /// <summary>Writes what never changes.</summary>
    internal void Describe(Guid instance)
    {
        Magic = MagicText;
        Major = TopicHeader.CurrentMajor;
        Minor = TopicHeader.CurrentMinor;
        InstanceId = instance;
        EntryOffset = SizeBytes;
        EntryCount = DefaultEntryCount;
    }
}

/// <summary>A subscriber, as it describes itself: to be shown, not to be believed.</summary>
[StructLayout(LayoutKind.Explicit, Size = SizeBytes)]
internal unsafe struct PeerEntry
{
    internal const int SizeBytes = 128, ProgramSizeBytes = 64;

    /// <summary>It reads each sample, and has passed <see cref="Position"/> of them.</summary>
    internal const uint FlagFollows = 1;

    [FieldOffset(0)] internal int Pid;
    [FieldOffset(4)] internal uint Flags;
    [FieldOffset(8)] internal long SinceUtcNs;
    [FieldOffset(16)] internal ulong Position;
    [FieldOffset(64)] internal fixed byte Program[ProgramSizeBytes];
}
