using Microsoft.Win32.SafeHandles;

namespace Sightglass.Peers;

/// <summary>Entries of a region, each of which belongs to one living process or to nobody.</summary>
/// <param name="Region">A path on Linux, an object's name on Windows.</param>
/// <param name="Kind">What the entries are called in the names of objects (Windows).</param>
/// <param name="OffsetBytes">Where they lie.</param>
/// <param name="EntrySizeBytes">Of one.</param>
/// <param name="Count">How many.</param>
internal sealed record EntryRange(string Region, string Kind, long OffsetBytes, int EntrySizeBytes, int Count)
{
    /// <summary>The event that goes with an entry (Windows).</summary>
    internal string EventName(int index) => $"{Region}.{Kind}{index}";
}

/// <summary>
/// The right to an entry. The operating system takes it back when the process ends, so whether the owner of what stands
/// in the entry lives is its word and nobody's guess.
/// </summary>
internal abstract partial class EntryLock : IDisposable
{
    private EntryLock(int index) => Index = index;

    internal int Index { get; }

    /// <summary>The event that goes with the entry (Windows); null on Linux.</summary>
    internal virtual SafeWaitHandle? Event => null;

    /// <summary>Takes a free entry, or returns null when there is none or this user may not.</summary>
    /// <param name="range">The entries.</param>
    /// <param name="everyone">Whether other users may set the event (Windows).</param>
    internal static EntryLock? TryTake(EntryRange range, bool everyone) =>
        OperatingSystem.IsLinux() ? Linux.TryTakeRange(range)
        : OperatingSystem.IsWindows() ? Windows.TryTakeEvent(range, everyone)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    public abstract void Dispose();
}

/// <summary>Whose the entries are, as seen by somebody else.</summary>
internal abstract class EntryLocks : IDisposable
{
    internal static EntryLocks Look(EntryRange range) =>
        OperatingSystem.IsLinux() ? EntryLock.ViewOfRanges(range)
        : OperatingSystem.IsWindows() ? EntryLock.ViewOfEvents(range)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Whether a living process has it. What cannot be told counts as taken.</summary>
    internal abstract bool IsTaken(int index);

    public abstract void Dispose();
}
