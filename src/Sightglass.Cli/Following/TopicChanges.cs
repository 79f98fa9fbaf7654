namespace Sightglass.Cli.Following;

/// <summary>
/// Tells cheaply whether topics may have come or gone since the last look: on Linux they are files, and a directory's
/// time of change tells of each. To look at the topics themselves maps every one of them.
/// </summary>
/// <param name="ownDirectory">As <see cref="Topics.Directory"/>; null on Windows, where every look is needed.</param>
internal sealed class TopicChanges(string? ownDirectory)
{
    /// <summary>Rights may be given or taken without any trace in a directory.</summary>
    private const long MostMs = 10_000;

    /// <summary>
    /// Two changes within a tick of the system's clock have one time. So a change that is fresh is looked at again.
    /// </summary>
    private static readonly TimeSpan _fresh = TimeSpan.FromSeconds(1);

    private Dictionary<string, DateTime> _seen = [];
    private long _toldMs = long.MinValue / 2;

    /// <summary>Whether a look is needed. To be asked before it: what comes in between is then seen by the next.</summary>
    internal bool MayHaveCome()
    {
        if (ownDirectory is null) return true;
        var nowMs = Environment.TickCount64;
        var found = Find(Path.GetDirectoryName(ownDirectory)!);
        var isSame = found.Count == _seen.Count
            && found.All(entry => _seen.TryGetValue(entry.Key, out var time) && time == entry.Value);
        if (isSame && nowMs - _toldMs < MostMs) return false;
        // With a fresh change, or a clock that was set back, nothing is taken as seen.
        _seen = found.Values.Any(time => DateTime.UtcNow - time < _fresh) ? [] : found;
        _toldMs = nowMs;
        return true;
    }

    private static Dictionary<string, DateTime> Find(string root)
    {
        try
        {
            return new DirectoryInfo(root).EnumerateDirectories("sightglass-*")
                .ToDictionary(directory => directory.FullName, directory => directory.LastWriteTimeUtc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // the look says what is wrong
        }
    }
}
