namespace Sightglass.Tests;

/// <summary>The sources, where the tests run beside them; a published folder elsewhere has none.</summary>
internal static class Repository
{
    /// <summary>Null where there are no sources.</summary>
    internal static string? Root { get; } = Find();

    /// <summary>The C# files below a folder, with their path from there.</summary>
    internal static IEnumerable<(string File, string[] Lines)> Sources(string folder)
    {
        var top = Path.Combine(Root!, folder);
        foreach (var path in Directory.EnumerateFiles(top, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(top, path).Replace('\\', '/');
            if (!file.StartsWith("obj/", StringComparison.Ordinal)
                && !file.StartsWith("bin/", StringComparison.Ordinal))
                yield return (file, File.ReadAllLines(path));
        }
    }

    private static string? Find()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "Sightglass.slnx")))
            directory = directory.Parent;
        return directory?.FullName;
    }
}
