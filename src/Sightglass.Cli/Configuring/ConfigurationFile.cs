using System.Text;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Sightglass.Cli.Configuring;

/// <summary>
/// The configuration file, TOML, in which each command has a section of its own. It is read as a syntax tree: that
/// needs no reflection, knows where everything stands, and keeps what it does not understand.
/// </summary>
internal sealed class ConfigurationFile
{
    /// <summary>The sections there are; a command checks the keys of its own only.</summary>
    private static readonly string[] _sections = ["publish", "top", "serve"];

    /// <summary>More than that is no configuration: perhaps <c>--config /dev/zero</c>.</summary>
    private const int MostBytes = 1 << 20;

    private const int MostShown = 60;

    private readonly string _name;

    private ConfigurationFile(string? path, string name, string text)
    {
        (Path, _name, Text) = (path, name, text);
        // With a line feed at the end: the parser throws at a file that ends within an escape.
        var document = SyntaxParser.Parse(text + "\n", name, validate: true);
        var fault = document.Diagnostics.Where(d => d.Kind == DiagnosticMessageKind.Error)
            .OrderBy(d => d.Span.Start.Offset).FirstOrDefault();
        if (fault is not null)
            throw new UsageException($"{_name}:{fault.Span.Start.Line + 1}:{fault.Span.Start.Column + 1}: "
                + $"This is no TOML: {OneLine(fault.Message, int.MaxValue)}.");
        Document = document;
        Entries = ConfigurationEntry.Of(document);
        if (document.Tables.OfType<TableArraySyntax>().FirstOrDefault() is { } list)
            throw new UsageException(
                $"{ConfigurationValue.PlaceOf(_name, list)}: A section stands in single brackets.");
        foreach (var twice in Entries.Where(e => e.Key is not null).GroupBy(e => e.Name).Where(g => g.Count() > 1))
            throw Fault(twice.Last(), $"'{OneLine(twice.Key)}' is here twice.");
        foreach (var entry in Entries)
            if (!_sections.Contains(entry.Section.Split('.')[0]))
                throw Fault(entry, entry.Section.Length > 0
                    ? $"There is no section [{OneLine(entry.Section)}]; there are: {Sections}."
                    : $"'{OneLine(entry.Key ?? "")}' stands in no section; write it below one of {Sections}.");
    }

    private static string Sections => string.Join(", ", _sections.Select(section => $"[{section}]"));

    /// <summary>Where it lies; null when there is none.</summary>
    internal string? Path { get; }

    internal string Text { get; }

    internal DocumentSyntax Document { get; }

    internal IReadOnlyList<ConfigurationEntry> Entries { get; }

    /// <summary>The file in force, or an empty one.</summary>
    /// <param name="given">What <c>--config</c> says, or null.</param>
    /// <exception cref="UsageException">It is not there, or is wrong; the message says where and why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    internal static ConfigurationFile Load(string? given) =>
        ConfigurationPlaces.Find(given) is { } path ? Parse(path, Read(path)) : Parse(null, "");

    internal static ConfigurationFile Parse(string? path, string text) => new(path, path ?? "configuration", text);

    internal ConfigurationSection Section(string name) => new(this, name);

    /// <summary>
    /// Writes one value into the file that is in force, or a new one, and keeps the rest as it is. Readers see the old
    /// file or the new one. Two writers at one moment: the later one's file stays.
    /// </summary>
    /// <param name="given">What <c>--config</c> says, or null.</param>
    /// <param name="section">As in <c>publish.intervals</c>.</param>
    /// <param name="key">The key in it.</param>
    /// <param name="literal">The value, as <see cref="Toml"/> writes it.</param>
    /// <returns>The file that was written.</returns>
    /// <exception cref="UsageException">The file is wrong, or has a form that cannot be added to.</exception>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal static string Persist(string? given, string section, string key, string literal)
    {
        var path = ConfigurationPlaces.ForWriting(given);
        var file = Parse(path, File.Exists(path) ? Read(path) : "");
        ConfigurationStore.Write(path, ConfigurationEdit.Set(file, section, key, literal));
        return path;
    }

    internal ConfigurationValue Value(ConfigurationEntry entry, string key) => new(_name, key, entry.Value!);

    internal UsageException Fault(ConfigurationEntry entry, string message) =>
        new($"{ConfigurationValue.PlaceOf(_name, entry.Node)}: {message}");

    /// <summary>Text of the file in a message: without control characters, and cut.</summary>
    internal static string OneLine(string text, int most = MostShown)
    {
        var line = string.Concat(text.Trim().Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length <= most ? line.TrimEnd('.') : string.Concat(line.AsSpan(0, most), "…");
    }

    private static string Read(string path)
    {
        try
        {
            var share = FileShare.ReadWrite | FileShare.Delete;
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, share);
            var bytes = new byte[MostBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (count > MostBytes)
                throw new UsageException($"{path}: It is larger than {MostBytes} bytes; no configuration is.");
            var text = bytes.AsSpan(0, count);
            if (text.StartsWith(Encoding.UTF8.Preamble)) text = text[Encoding.UTF8.Preamble.Length..];
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new UsageException($"{path}: It is not UTF-8, at byte {e.Index}.");
        }
        catch (UnauthorizedAccessException e)
        {
            throw new IOException($"The configuration cannot be read: {e.Message}", e);
        }
    }
}
