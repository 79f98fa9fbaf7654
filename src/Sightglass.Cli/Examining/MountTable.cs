namespace Sightglass.Cli.Examining;

/// <summary>A mounted file system.</summary>
/// <param name="Point">Where.</param>
/// <param name="Type">Of what kind.</param>
/// <param name="Options">Of the mount and of the file system.</param>
internal sealed record Mount(string Point, string Type, IReadOnlyList<string> Options)
{
    internal bool IsInMemory => Type is "tmpfs" or "ramfs";

    internal bool IsReadOnly => Options.Contains("ro");
}

/// <summary>The kernel's list of mounts, proc_pid_mountinfo(5).</summary>
internal static class MountTable
{
    /// <summary>
    /// The mount that a path lies in: the longest that leads there, and of several the last, which covers the others.
    /// Null when the text is no such list.
    /// </summary>
    internal static Mount? Find(string mountInfo, string path)
    {
        Mount? found = null;
        foreach (var line in mountInfo.Split('\n'))
            if (Parse(line) is { } mount && Leads(mount.Point, path)
                && mount.Point.Length >= (found?.Point.Length ?? 0))
                found = mount;
        return found;
    }

    // 36 35 98:0 / /mnt1 rw,noatime master:1 - ext3 /dev/root rw: optional fields stand before the dash.
    private static Mount? Parse(string line)
    {
        var words = line.Split(' ');
        var dash = Array.IndexOf(words, "-");
        return dash < 6 || words.Length < dash + 4 ? null
            : new(Unescape(words[4]), words[dash + 1], [.. words[5].Split(','), .. words[dash + 3].Split(',')]);
    }

    private static bool Leads(string point, string path) =>
        path == point || path.StartsWith(point.EndsWith('/') ? point : point + "/", StringComparison.Ordinal);

    // Spaces and the like are octal.
    private static string Unescape(string text) => text.Replace(@"\040", " ", StringComparison.Ordinal)
        .Replace(@"\011", "\t", StringComparison.Ordinal).Replace(@"\012", "\n", StringComparison.Ordinal)
        .Replace(@"\134", @"\", StringComparison.Ordinal);
}
