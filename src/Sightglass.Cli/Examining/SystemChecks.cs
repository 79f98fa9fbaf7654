using System.Globalization;
using System.Runtime.Versioning;
using Sightglass.Sensors;

namespace Sightglass.Cli.Examining;

/// <summary>What the kernel offers, and what surrounds this process (Linux).</summary>
[SupportedOSPlatform("linux")]
internal static class SystemChecks
{
    /// <summary>A publisher of everything, and some viewers of all of it.</summary>
    private const long AmpleOpenFiles = 256;

    internal static Finding OpenFiles(string check)
    {
        var soft = SoftLimit(File.ReadAllText("/proc/self/limits"), "Max open files");
        if (soft is null) return new(check, Mark.Ok, "no limit");
        var isTight = soft < AmpleOpenFiles;
        return new(check, isTight ? Mark.Warn : Mark.Ok, $"{soft} at one time; a topic takes up to five of a process",
            isTight ? "Raise the limit: ulimit -n 1024, or LimitNOFILE= of the service." : null);
    }

    internal static Finding Kernel(string check)
    {
        var release = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        var version = VersionOf(release);
        if (version is null) return new(check, Mark.Skip, $"'{release}' is no version that can be compared.");
        if (version < new Version(4, 11))
            return new(check, Mark.Fail, $"Linux {release} has no statx(2), which came with 4.11.",
                "Use a newer kernel.");
        if (version < new Version(5, 16))
            return new(check, Mark.Warn, $"Linux {release} has no futex_waitv(2), which came with 5.16: each awaiting "
                + "subscriber costs a thread.", "Nothing, unless a process awaits many topics.");
        var isFiltered = StatusOf("Seccomp") == "2";
        return new(check, Mark.Ok, $"Linux {release}: statx, locks of open file descriptions, futex_waitv"
            + (isFiltered ? "; a sandbox filters system calls, and may deny the last, which costs threads only" : ""));
    }

    internal static Finding Container(string check)
    {
        if (!ThisContainer.Exists) return new(check, Mark.Ok, "none around this process");
        return new(check, Mark.Ok, "This process is in a container, or under a limit of its own; topics are seen where "
            + "the same /dev/shm is: by other containers with --ipc=host, --ipc=container:NAME or a volume at "
            + "SIGHTGLASS_DIR.");
    }

    internal static Finding OtherProcesses(string check)
    {
        var mount = MountTable.Find(File.ReadAllText("/proc/self/mountinfo"), "/proc/self");
        var hides = mount?.Options.FirstOrDefault(option => option.StartsWith("hidepid=", StringComparison.Ordinal));
        return hides is null or "hidepid=0" or "hidepid=off" || StatusOf("Uid")?.Split('\t')[0] == "0"
            ? new(check, Mark.Ok, "/proc shows those of all users")
            : new(check, Mark.Warn, $"/proc is mounted with {hides}: system.processes has this user's only.",
                "Publish as root, or mount /proc with a gid= that the publisher is in.");
    }

    /// <summary>The soft limit of this name; null when there is none.</summary>
    internal static long? SoftLimit(string limits, string name)
    {
        var line = limits.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal));
        var soft = line?[name.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The first two numbers of a kernel's release: what stands behind them is its maker's.</summary>
    internal static Version? VersionOf(string release)
    {
        var parts = release.Split('.', '-', '+');
        return parts.Length > 1 && Version.TryParse($"{parts[0]}.{parts[1]}", out var version) ? version : null;
    }

    /// <summary>A line of proc_pid_status(5) behind its name; null when there is none.</summary>
    internal static string? StatusOf(string name) => File.ReadLines("/proc/self/status")
        .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();
}
