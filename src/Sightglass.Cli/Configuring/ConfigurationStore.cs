using System.Text;

namespace Sightglass.Cli.Configuring;

/// <summary>Puts a configuration file in the place of the one before, so that nobody ever reads half of it.</summary>
internal static class ConfigurationStore
{
    /// <exception cref="IOException">It cannot be written; what was there is still there.</exception>
    internal static void Write(string path, string text)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            var file = TargetOf(path);
            var temporary = $"{file}.{Environment.ProcessId}.new";
            try
            {
                WriteThrough(temporary, text);
                if (!OperatingSystem.IsWindows() && File.Exists(file))
                    File.SetUnixFileMode(temporary, File.GetUnixFileMode(file));
                File.Move(temporary, file, overwrite: true);
            }
            finally
            {
                File.Delete(temporary); // not there any more if all went well
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The configuration cannot be written: {e.Message} "
                + "Name a file of yours with --config, or run this as the owner of that one.", e);
        }
    }

    /// <summary>Where a link leads, which stays a link: people keep such files elsewhere and link them here.</summary>
    /// <exception cref="IOException">Links lead in a circle.</exception>
    internal static string TargetOf(string path)
    {
        var file = Path.GetFullPath(path);
        return new FileInfo(file).LinkTarget is null ? file
            : File.ResolveLinkTarget(file, returnFinalTarget: true)!.FullName;
    }

    /// <summary>To the disk before the rename: a power cut must leave one of the two files, not an empty one.</summary>
    private static void WriteThrough(string path, string text)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
