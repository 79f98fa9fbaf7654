using System.Runtime.InteropServices;

namespace Sightglass.Layout;

/// <summary>
/// The region beside a topic that its subscribers write: who sleeps. The publisher believes nothing in it; the worst
/// that garbage here can do is a needless wake, or a missed one for subscribers of the same users.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = RegionSizeBytes)]
internal unsafe struct PeersHeader
{
    internal const int RegionSizeBytes = 4096, SleeperCount = 960;
    internal const ulong MagicText = 0x5352454550474753; // "SGGPEERS"

    [FieldOffset(0)] internal ulong Magic;
    [FieldOffset(8)] internal ushort Major;
    [FieldOffset(10)] internal ushort Minor;
    [FieldOffset(16)] internal Guid InstanceId;

    /// <summary>
    /// The highest <see cref="TopicHeader.Signal"/> that somebody went to sleep on. Only ever raised.
    /// </summary>
    [FieldOffset(64)] internal ulong SleptOn;

    /// <summary>Windows: a word per sleeper, not zero while it sleeps or is about to.</summary>
    [FieldOffset(256)] internal fixed uint Sleepers[SleeperCount];
}
