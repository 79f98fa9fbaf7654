namespace Sightglass.Sensors.Container;

/// <summary>Where the files of this process's control group are, for one controller.</summary>
/// <param name="Directory">The group's own directory.</param>
/// <param name="MountPoint">The highest directory that this process can see; an ancestor of the former, or it.</param>
/// <param name="IsVersion2">Which of the two interfaces its files speak.</param>
/// <param name="IsRoot">
/// Whether it looks like the root of the machine's tree. In a namespace of its own it may not be.
/// </param>
internal sealed record CgroupPlace(string Directory, string MountPoint, bool IsVersion2, bool IsRoot)
{
    /// <summary>No kernel nests deeper by itself; a longer path is a mistake of ours.</summary>
    private const int MaxDepth = 64;

    /// <summary>
    /// The places where a controller may be, the likelier first; cgroups(7). Version 1 if a hierarchy of it holds the
    /// controller, and version 2 behind it: on a hybrid system either may hold it, and only the files tell.
    /// </summary>
    /// <param name="groups">Lines of <c>/proc/self/cgroup</c>: <c>id:controllers:path</c>.</param>
    /// <param name="mounts">Lines of <c>/proc/self/mountinfo</c>, proc_pid_mountinfo(5).</param>
    /// <param name="controller">For example <c>memory</c>.</param>
    /// <param name="exists">Whether a directory is there.</param>
    internal static IEnumerable<CgroupPlace> Find(
        string[] groups, string[] mounts, string controller, Func<string, bool> exists)
    {
        foreach (bool isVersion2 in (bool[])[false, true])
        {
            foreach (var group in groups)
            {
                var parts = group.Split(':', 3);
                bool isIt = parts.Length == 3 && (isVersion2
                    ? parts[0] == "0" && parts[1].Length == 0 : parts[1].Split(',').Contains(controller));
                if (isIt && Find(parts[2], mounts, isVersion2 ? null : controller, exists) is { } place)
                    yield return place;
            }
        }
    }

    /// <summary>This directory and all above it that can be seen: limits of all of them hold.</summary>
    internal IEnumerable<string> Ancestry()
    {
        var directory = Directory;
        for (int depth = 0; depth < MaxDepth; depth++)
        {
            yield return directory;
            int slash = directory.LastIndexOf('/');
            if (directory == MountPoint || slash <= 0)
                yield break;
            directory = directory[..slash];
        }
    }

    private static CgroupPlace? Find(string group, string[] mounts, string? controller, Func<string, bool> exists)
    {
        foreach (var line in mounts)
        {
            // 36 35 98:0 /root /mount/point options [more...] - type source options
            var words = line.Split(' ');
            int dash = Array.IndexOf(words, "-");
            if (dash < 5 || words.Length < dash + 4)
                continue;
            bool isIt = controller is null ? words[dash + 1] == "cgroup2"
                : words[dash + 1] == "cgroup" && words[dash + 3].Split(',').Contains(controller);
            if (!isIt)
                continue;
            string root = Unescape(words[3]), mountPoint = Unescape(words[4]);
            var directory = mountPoint + Below(group, root);
            // A group outside of what is mounted here (docker mounts its own group only, and a namespace hides what is
            // above it) has its files at the mount point itself.
            return new CgroupPlace(exists(directory) ? directory : mountPoint, mountPoint, controller is null,
                IsRoot: group == "/" && root == "/");
        }
        return null;
    }

    /// <summary>The path of a group below the group that is mounted, with a slash before it, or nothing.</summary>
    private static string Below(string group, string root)
    {
        if (group.Contains("..", StringComparison.Ordinal))
            return "";
        if (root == "/")
            return group == "/" ? "" : group;
        return group.StartsWith(root + "/", StringComparison.Ordinal) ? group[root.Length..] : "";
    }

    private static string Unescape(string path) => path.Replace("\\040", " ", StringComparison.Ordinal);
}
