namespace Sightglass.Sensors.Container;

/// <summary>Where Linux tells about control groups; others than this process's for tests.</summary>
/// <param name="Groups">The groups that this process is in, cgroups(7).</param>
/// <param name="Mounts">What is mounted where, proc_pid_mountinfo(5).</param>
/// <param name="HasMarks">Whether a container program left its marks.</param>
internal sealed record CgroupPaths(string Groups, string Mounts, bool HasMarks)
{
    internal static CgroupPaths OfThisProcess => new("/proc/self/cgroup", "/proc/self/mountinfo", ContainerMarks.Exist);

    /// <summary>
    /// Finds the place of the group whose counters can be read, or says why there is none.
    /// </summary>
    /// <param name="controller">Of version 1.</param>
    /// <param name="file1">A file that the controller has in version 1.</param>
    /// <param name="file2">A file that it has in version 2, in every group but the machine's root.</param>
    /// <exception cref="IOException">There is no such group.</exception>
    internal CgroupPlace Find(string controller, string file1, string file2)
    {
        string[] groups, mounts;
        try
        {
            groups = File.ReadAllLines(Groups);
            mounts = File.ReadAllLines(Mounts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The control group of this process is not known: {e.Message}", e);
        }
        foreach (var place in CgroupPlace.Find(groups, mounts, controller, Directory.Exists))
        {
            if (!File.Exists(Path.Combine(place.Directory, place.IsVersion2 ? file2 : file1)))
                continue;
            // Version 1 has the same files in the machine's root; there only a container's marks tell.
            if (place.IsVersion2 || !place.IsRoot || HasMarks)
                return place;
        }
        throw new IOException(
            $"This process is in no container: no control group of its own counts what '{controller}' counts.");
    }
}
