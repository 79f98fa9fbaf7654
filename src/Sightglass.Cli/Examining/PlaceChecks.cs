using System.Runtime.Versioning;
using Sightglass.Cli.Lines;
using Sightglass.Sensors;

namespace Sightglass.Cli.Examining;

/// <summary>Where topics lie, and whether there is room for them (Linux).</summary>
[SupportedOSPlatform("linux")]
internal static class PlaceChecks
{
    private const string OnTmpfs = "Mount a tmpfs there, or set SIGHTGLASS_DIR to a directory on one.";

    /// <summary>A place that is enough for so many publishers like the default one is enough.</summary>
    private const int Ample = 4;

    private static string OwnDirectory { get; } = Topics.Directory!;

    private static string Root { get; } = Path.GetDirectoryName(OwnDirectory)!;

    private static string NoRoot => $"{Root} does not exist.";

    internal static Finding Directory(string check)
    {
        if (!System.IO.Directory.Exists(Root)) return new(check, Mark.Fail, NoRoot, OnTmpfs);
        var origin = Environment.GetEnvironmentVariable("SIGHTGLASS_DIR") is { Length: > 0 } ? " (SIGHTGLASS_DIR)" : "";
        try
        {
            _ = Topics.Describe("sightglass.doctor");
        }
        catch (TopicException e) when (e.Error == TopicError.NotFound)
        {
            // The library looks at the directory's owner, type and mode before it looks for the topic.
        }
        catch (TopicException e)
        {
            return new(check, Mark.Fail, e.Message);
        }
        var directory = new DirectoryInfo(OwnDirectory);
        return new(check, Mark.Ok, directory.Exists
            ? $"{OwnDirectory}{origin}, mode {Convert.ToString((int)directory.UnixFileMode, 8)}"
            : $"{OwnDirectory}{origin}, which the first publisher makes");
    }

    internal static Finding FileSystem(string check)
    {
        if (!System.IO.Directory.Exists(Root)) return new(check, Mark.Skip, NoRoot);
        var mount = MountTable.Find(File.ReadAllText("/proc/self/mountinfo"), Root);
        if (mount is null) return new(check, Mark.Skip, "The list of mounts says nothing of it.");
        if (mount.IsReadOnly) return new(check, Mark.Fail, $"{mount.Point} is mounted read-only.", OnTmpfs);
        return mount.IsInMemory ? new(check, Mark.Ok, $"{mount.Type}, mounted at {mount.Point}")
            : new(check, Mark.Warn, $"{Root} lies on {mount.Type}: samples are written to a disk, which takes time and "
                + "can block.", OnTmpfs);
    }

    internal static Finding Space(string check)
    {
        if (!System.IO.Directory.Exists(Root)) return new(check, Mark.Skip, NoRoot);
        var drive = new DriveInfo(Root);
        var (free, need) = (drive.AvailableFreeSpace, Need.SizeBytes());
        var text = $"{Words.Bytes(free)} free of {Words.Bytes(drive.TotalSize)}; "
            + $"`sightglass publish` needs {Words.Bytes(need)} here";
        return new(check, free < need ? Mark.Fail : free < Ample * need ? Mark.Warn : Mark.Ok, text,
            free >= Ample * need ? null : $"Make {Root} larger (a container: --shm-size), publish with less --history, "
                + "or remove what the dead left: sightglass clean.");
    }

    /// <summary>What lies in tmpfs counts as memory of the group that wrote it first.</summary>
    internal static Finding MemoryLimit(string check)
    {
        using var sensor = ContainerMemorySensor.Open();
        if (!sensor.TryRead(out var reading, out var fault)) return new(check, Mark.Skip, fault);
        if (reading.LimitBytes is not { } limit)
            return new(check, Mark.Ok, "none; topics count as memory of this machine");
        var room = limit - (double)(reading.UsageBytes ?? 0);
        var isTight = room < Ample * Need.SizeBytes();
        return new(check, isTight ? Mark.Warn : Mark.Ok,
            $"{Words.Bytes(limit)}, {Words.Bytes(room)} unused; topics count against it",
            isTight ? "Give the container more memory, or publish with less --history." : null);
    }
}
