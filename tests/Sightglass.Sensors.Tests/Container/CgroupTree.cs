using System.Runtime.Versioning;
using Sightglass.Sensors.Container;

namespace Sightglass.Sensors.Tests.Container;

/// <summary>A tree of control groups in files of our own.</summary>
[SupportedOSPlatform("linux")]
internal sealed class CgroupTree : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("sightglass-cgroup-").FullName;
    private readonly List<string> _groups = [], _mounts = [];

    /// <summary>A hierarchy of version 2, or of these controllers; mounted below the root.</summary>
    internal void Mount(string name, string? controllers, string group)
    {
        var mountPoint = Path.Combine(_root, name);
        _groups.Add($"{(controllers is null ? 0 : _groups.Count + 1)}:{controllers}:{group}");
        _mounts.Add($"30 1 0:{_mounts.Count} / {mountPoint} rw - "
            + (controllers is null ? "cgroup2 none rw" : $"cgroup none rw,{controllers}"));
        Directory.CreateDirectory(mountPoint + group);
    }

    internal void Write(string path, string text) => File.WriteAllText(Path.Combine(_root, path), text);

    internal CgroupPaths Paths(bool hasMarks = false)
    {
        Write("groups", string.Join('\n', _groups) + "\n");
        Write("mounts", string.Join('\n', _mounts) + "\n");
        return new(Path.Combine(_root, "groups"), Path.Combine(_root, "mounts"), hasMarks);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
