using System.Diagnostics;
using Sightglass.Layout;

namespace Sightglass.Peers;

/// <summary>
/// A subscriber's sign of life beside a topic, with its name if it may write there. The operating system takes it away
/// when the process ends, so the publisher can know whether anybody looks without believing anybody.
/// </summary>
internal abstract unsafe partial class Presence : IDisposable
{
    private readonly PeerEntry* _entry;
    private bool _follows;

    private Presence(PeerEntry* entry) => _entry = entry;

    /// <summary>Puts up the sign, or returns null where this user may not.</summary>
    /// <param name="name">Of the peers region: a path on Linux, an object's name on Windows.</param>
    /// <param name="peers">The region where it may be written, else null; it must stay mapped.</param>
    /// <param name="sizeBytes">Of the region.</param>
    internal static Presence? Enter(string name, PeersHeader* peers, ulong sizeBytes)
    {
        var range = peers == null ? null : Range(name, *peers, sizeBytes);
        var entry = range is null || range.Count == 0 ? null : EntryLock.TryTake(range, everyone: false);
        var place = entry is null ? null : Fill((byte*)peers + range!.OffsetBytes, entry.Index);
        return OperatingSystem.IsLinux() ? Linux.EnterFile(name, entry, place)
            : OperatingSystem.IsWindows() ? Windows.EnterObject(name, entry, place)
            : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");
    }

    /// <summary>Whether anybody's sign is up.</summary>
    internal static bool IsAnyone(string name) =>
        OperatingSystem.IsLinux() ? Linux.IsAnyoneAt(name)
        : OperatingSystem.IsWindows() ? Windows.IsAnyoneAt(name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>The entries whose processes live, as they wrote them.</summary>
    internal static List<PeerEntry> List(string name, PeersHeader* peers, ulong sizeBytes)
    {
        var range = Range(name, *peers, sizeBytes);
        var found = new List<PeerEntry>();
        using var locks = EntryLocks.Look(range);
        for (var i = 0; i < range.Count; i++)
            if (locks.IsTaken(i)) found.Add(((PeerEntry*)((byte*)peers + range.OffsetBytes))[i]);
        return found;
    }

    /// <summary>Says how far this subscriber has read. Only while the region is mapped.</summary>
    internal void Follow(ulong position)
    {
        if (_entry == null) return;
        Volatile.Write(ref _entry->Position, position);
        if (_follows) return; // one store per sample: whoever follows does so from then on
        _follows = true;
        Volatile.Write(ref _entry->Flags, PeerEntry.FlagFollows);
    }

    public abstract void Dispose();

    /// <summary>The entries, none where the region has no room for them.</summary>
    private static EntryRange Range(string name, PeersHeader header, ulong sizeBytes)
    {
        var end = header.EntryOffset + (ulong)header.EntryCount * PeerEntry.SizeBytes;
        var isSound = header.EntryOffset >= PeersHeader.SizeBytes && header.EntryOffset % 8 == 0
            && header.EntryCount <= PeersHeader.MaxEntryCount && end <= sizeBytes;
        return new(name, "peer", header.EntryOffset, PeerEntry.SizeBytes, isSound ? (int)header.EntryCount : 0);
    }

    private static PeerEntry* Fill(byte* entries, int index)
    {
        var entry = (PeerEntry*)entries + index;
        *entry = default; // whose it was before is dead
        entry->Pid = Environment.ProcessId;
        entry->SinceUtcNs = (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100;
        FixedText.Write(new Span<byte>(entry->Program, PeerEntry.ProgramSizeBytes),
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "");
        return entry;
    }
}
