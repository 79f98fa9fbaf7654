using System.CommandLine;

namespace Sightglass.Cli.Configuring;

/// <summary>Where the configuration file is looked for. The first one there counts alone; none are merged.</summary>
internal static class ConfigurationPlaces
{
    internal const string Variable = "SIGHTGLASS_CONFIG";
    private const string Folder = "sightglass", FileName = "config.toml";

    /// <summary><c>--config file</c>.</summary>
    internal static Option<string?> Option() => new("--config")
    {
        Description = $"The configuration file. Default: ${Variable}, else this user's, else this machine's.",
        HelpName = "file",
    };

    /// <summary>The file that is in force; null when there is none.</summary>
    /// <param name="given">What <c>--config</c> says, or null.</param>
    /// <exception cref="UsageException">A file that was named is not there.</exception>
    internal static string? Find(string? given)
    {
        if (Named(given) is not { } named) return Usual().FirstOrDefault(File.Exists);
        // Not File.Exists alone: `--config <(command)` is a pipe.
        if (!File.Exists(named.Path) && !Path.Exists(named.Path))
            throw new UsageException($"There is no file '{named.Path}' ({named.By}).");
        return named.Path;
    }

    /// <summary>The file to write into: the one in force, else a new one: where it was named, or this user's.</summary>
    /// <exception cref="UsageException">This user has no place for one, or it is no file.</exception>
    internal static string ForWriting(string? given)
    {
        var path = Chosen(given) ?? UserFile(Environment.GetEnvironmentVariable)
            ?? throw new UsageException("This user has no home for a configuration file: name one with --config.");
        return Directory.Exists(path) ? throw new UsageException($"'{path}' is a directory; name a file in it.")
            : IsDevice(path) ? throw new UsageException($"'{path}' is a device or a pipe: nothing can be kept there.")
            : path;
    }

    /// <summary>Whether nothing can be kept: <c>--config /dev/null</c> is a start without any file.</summary>
    internal static bool IsDeviceChosen(string? given) => Chosen(given) is { } path && IsDevice(path);

    /// <summary>The places that nobody has to name, the nearest first.</summary>
    internal static IEnumerable<string> Usual() => Usual(Environment.GetEnvironmentVariable);

    internal static IEnumerable<string> Usual(Func<string, string?> variable)
    {
        if (UserFile(variable) is { } user) yield return user;
        if (!OperatingSystem.IsWindows()) yield return $"/etc/{Folder}/{FileName}";
        else if (Value(variable("ProgramData")) is { } all) yield return Path.Combine(all, Folder, FileName);
    }

    private static string? UserFile(Func<string, string?> variable)
    {
        if (OperatingSystem.IsWindows())
            return Value(variable("APPDATA")) is { } roaming ? Path.Combine(roaming, Folder, FileName) : null;
        // XDG Base Directory Specification: a relative path in the variable is to be ignored.
        if (Value(variable("XDG_CONFIG_HOME")) is { } config && Path.IsPathRooted(config))
            return Path.Combine(config, Folder, FileName);
        return Value(variable("HOME")) is { } home ? Path.Combine(home, ".config", Folder, FileName) : null;
    }

    private static string? Chosen(string? given) => Named(given)?.Path ?? Usual().FirstOrDefault(File.Exists);

    /// <summary>
    /// By the name, since .NET does not tell: a new file in its place would take, by root, /dev/null from all programs.
    /// </summary>
    private static bool IsDevice(string path) => !OperatingSystem.IsWindows()
        && ConfigurationStore.TargetOf(path) is var file
        && (file.StartsWith("/dev/", StringComparison.Ordinal) || file.StartsWith("/proc/", StringComparison.Ordinal))
        && !file.StartsWith("/dev/shm/", StringComparison.Ordinal);

    private static (string Path, string By)? Named(string? given) =>
        Value(given) is { } flag ? (flag, "--config")
        : Value(Environment.GetEnvironmentVariable(Variable)) is { } variable ? (variable, $"${Variable}")
        : null;

    private static string? Value(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
