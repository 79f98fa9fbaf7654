using System.Globalization;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>
/// A control group of a test's own, with a CPU quota and a memory limit; cgroups(7). In version 1 that is a directory in
/// each controller's tree, in version 2 one directory. It is removed with the test, whatever becomes of it.
/// </summary>
internal sealed class ControlGroup : IDisposable
{
    private const string Root = "/sys/fs/cgroup", Prefix = "sightglass-test-";
    private const int PeriodUs = 100_000;

    private readonly string[] _directories;

    private ControlGroup(bool isVersion2, string[] directories)
    {
        IsVersion2 = isVersion2;
        _directories = directories;
    }

    internal bool IsVersion2 { get; }

    /// <summary>Why no group with limits can be made here, or null.</summary>
    internal static string? WhyNot()
    {
        if (!OperatingSystem.IsLinux()) return "only on Linux";
        try
        {
            using var group = Create(cpuLimit: 1, memoryLimitBytes: 1L << 30);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"no control group can be made here: {e.Message}";
        }
    }

    internal static ControlGroup Create(double cpuLimit, long memoryLimitBytes)
    {
        var isVersion2 = !Directory.Exists($"{Root}/memory");
        var name = Prefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        // Version 2 gives its controllers to the groups below only if the root says so. It may be refused.
        if (isVersion2) File.WriteAllText($"{Root}/cgroup.subtree_control", "+cpu +memory");
        var group = new ControlGroup(isVersion2, isVersion2 ? [$"{Root}/{name}"]
            : [$"{Root}/cpu/{name}", $"{Root}/cpuacct/{name}", $"{Root}/memory/{name}"]);
        try
        {
            foreach (var directory in group._directories) Directory.CreateDirectory(directory);
            // Its weight is the most there is, so that it comes to its quota on a busy machine too.
            var quotaUs = (long)(cpuLimit * PeriodUs);
            if (isVersion2)
            {
                group.Write("cpu", "cpu.max", $"{quotaUs} {PeriodUs}");
                group.Write("cpu", "cpu.weight", "10000");
                group.Write("memory", "memory.max", $"{memoryLimitBytes}");
            }
            else
            {
                group.Write("cpu", "cpu.cfs_period_us", $"{PeriodUs}");
                group.Write("cpu", "cpu.cfs_quota_us", $"{quotaUs}");
                group.Write("cpu", "cpu.shares", "262144");
                group.Write("memory", "memory.limit_in_bytes", $"{memoryLimitBytes}");
            }
            return group;
        }
        catch
        {
            group.Dispose();
            throw;
        }
    }

    /// <summary>A shell that goes into the group and becomes the program there.</summary>
    internal RunningProgram Start(Sandbox sandbox, params string[] command)
    {
        // The first argument behind the script is $0, which "exec" does not take.
        var enter = string.Concat(_directories.Select(directory => $"echo $$ > {directory}/cgroup.procs && "));
        return sandbox.StartOther("/bin/sh", ["-c", enter + "exec \"$@\"", "sh", .. command]);
    }

    /// <summary>CPU time of all that is in the group, by the kernel.</summary>
    internal double CpuSeconds => IsVersion2 ? Find("cpu", "cpu.stat", "usage_usec") / 1e6
        : double.Parse(Read("cpuacct", "cpuacct.usage"), CultureInfo.InvariantCulture) / 1e9;

    internal double Periods => Find("cpu", "cpu.stat", "nr_periods");

    internal double ThrottledPeriods => Find("cpu", "cpu.stat", "nr_throttled");

    internal double ThrottledSeconds => IsVersion2 ? Find("cpu", "cpu.stat", "throttled_usec") / 1e6
        : Find("cpu", "cpu.stat", "throttled_time") / 1e9;

    internal double MemoryBytes => double.Parse(
        Read("memory", IsVersion2 ? "memory.current" : "memory.usage_in_bytes"), CultureInfo.InvariantCulture);

    internal double InactiveFileBytes =>
        Find("memory", "memory.stat", IsVersion2 ? "inactive_file" : "total_inactive_file");

    internal double AnonymousBytes => Find("memory", "memory.stat", IsVersion2 ? "anon" : "total_rss");

    public void Dispose()
    {
        foreach (var directory in _directories.Where(Directory.Exists))
            Eventually.True(() => TryRemove(directory), () => $"'{directory}' is empty and removed");
    }

    private static bool TryRemove(string directory)
    {
        try
        {
            Directory.Delete(directory); // rmdir(2): the files in it are the kernel's, and go with it
            return true;
        }
        catch (IOException)
        {
            return false; // a process in it is still ending
        }
    }

    private string PathOf(string controller, string file) => IsVersion2 ? $"{_directories[0]}/{file}"
        : $"{_directories.Single(d => d.StartsWith($"{Root}/{controller}/", StringComparison.Ordinal))}/{file}";

    private void Write(string controller, string file, string text) => File.WriteAllText(PathOf(controller, file), text);

    private string Read(string controller, string file) => File.ReadAllText(PathOf(controller, file));

    private double Find(string controller, string file, string name) => double.Parse(
        File.ReadLines(PathOf(controller, file)).Single(l => l.StartsWith(name + " ", StringComparison.Ordinal))[name.Length..],
        CultureInfo.InvariantCulture);
}
