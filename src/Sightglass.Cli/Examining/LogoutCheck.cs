using System.Globalization;
using System.Runtime.Versioning;

namespace Sightglass.Cli.Examining;

/// <summary>
/// Whether systemd-logind deletes this user's files in /dev/shm when its last session ends (logind.conf(5), RemoveIPC=;
/// yes if nothing is said). It spares root and system users.
/// </summary>
[SupportedOSPlatform("linux")]
internal static class LogoutCheck
{
    private const int LastSystemUser = 999;

    private static readonly string[] _places = ["/usr/lib/systemd", "/run/systemd", "/etc/systemd"];

    internal static Finding Run(string check)
    {
        if (!Directory.Exists("/run/systemd/seats"))
            return new(check, Mark.Ok, "no systemd-logind, so nothing is deleted at logout");
        var uid = uint.Parse(SystemChecks.StatusOf("Uid")!.Split('\t')[0], CultureInfo.InvariantCulture);
        if (uid <= LastSystemUser) return new(check, Mark.Ok, "root and system users keep their files at logout");
        if (File.Exists($"/var/lib/systemd/linger/{Environment.UserName}"))
            return new(check, Mark.Ok, "this user lingers, and keeps its files at logout");
        if (!Removes(Files().Select(File.ReadAllText)))
            return new(check, Mark.Ok, "logind keeps files at logout (RemoveIPC=no)");
        if (!Topics.Directory!.StartsWith("/dev/shm/", StringComparison.Ordinal))
            return new(check, Mark.Ok, "logind deletes files in /dev/shm only, and topics lie elsewhere");
        return new(check, Mark.Warn,
            "When this user's last session ends, logind deletes its files in /dev/shm. A publisher that goes on "
            + "puts them back with its next sample.",
            "loginctl enable-linger, a system user for the "
            + "publisher, or SIGHTGLASS_DIR=$XDG_RUNTIME_DIR for both sides.");
    }

    /// <summary>What the files say together: the last word holds.</summary>
    internal static bool Removes(IEnumerable<string> files)
    {
        var word = files.SelectMany(text => text.Split('\n'))
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries))
            .LastOrDefault(pair => pair is ["RemoveIPC", _])?[1];
        return word?.ToLowerInvariant() is not ("no" or "n" or "false" or "f" or "off" or "0");
    }

    /// <summary>In the order in which logind reads them: the file, then what is dropped in, by name.</summary>
    private static IEnumerable<string> Files()
    {
        var whole = _places.Select(place => Path.Combine(place, "logind.conf")).LastOrDefault(File.Exists);
        var dropped = _places.Select(place => Path.Combine(place, "logind.conf.d")).Where(Directory.Exists)
            .SelectMany(directory => Directory.GetFiles(directory, "*.conf"))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal);
        return whole is null ? dropped : dropped.Prepend(whole);
    }
}
