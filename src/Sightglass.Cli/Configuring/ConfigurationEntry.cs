using Tomlyn.Syntax;

namespace Sightglass.Cli.Configuring;

/// <summary>
/// One value of the file, in whichever of TOML's forms it is written: below a heading, with a dotted key, or in an
/// inline table. A heading is an entry too, without a key, so that an empty section of a wrong name is found.
/// </summary>
/// <param name="Section">As in <c>publish.intervals</c>; empty before the first heading.</param>
/// <param name="Key">Its own name in the section; null for a heading.</param>
/// <param name="Node">Where it stands.</param>
/// <param name="Value">What it is.</param>
/// <param name="PrefixLength">How much of its key stands before its own name, as in <c>intervals.</c>.</param>
/// <param name="IsInline">Whether it stands in an inline table, and so in the middle of a line.</param>
internal sealed record ConfigurationEntry(
    string Section, string? Key, SyntaxNode Node, ValueSyntax? Value, int PrefixLength, bool IsInline)
{
    internal bool IsIn(string section) => Key is not null && Section == section;

    /// <summary>With the section in front. Quotes make no other name: <c>"a.b"</c> is <c>a.b</c>.</summary>
    internal string Name => Key is null ? Section : Section.Length == 0 ? Key : $"{Section}.{Key}";

    internal bool IsAt(string section, string key) => Key is not null && Name == $"{section}.{key}";

    internal static List<ConfigurationEntry> Of(DocumentSyntax document)
    {
        List<ConfigurationEntry> entries = [];
        foreach (var pair in document.KeyValues) Add(entries, "", pair, isInline: false);
        foreach (var table in document.Tables)
        {
            var section = string.Join('.', Names(table.Name!));
            entries.Add(new(section, null, table.Name!, null, 0, IsInline: false));
            foreach (var pair in table.Items) Add(entries, section, pair, isInline: false);
        }
        return entries;
    }

    /// <summary>The parts of a dotted key.</summary>
    private static IEnumerable<string> Names(KeySyntax key) =>
        key.DotKeys.Select(part => part.Key!).Prepend(key.Key!).Select(Unquoted);

    private static string Unquoted(BareKeyOrStringValueSyntax part) => part switch
    {
        StringValueSyntax quoted => quoted.Value ?? "",
        BareKeySyntax bare => bare.Key?.Text ?? "",
        _ => "",
    };

    private static void Add(List<ConfigurationEntry> entries, string above, KeyValueSyntax pair, bool isInline)
    {
        string[] names = [.. Names(pair.Key!)];
        var section = string.Join('.', names[..^1].Prepend(above).Where(part => part.Length > 0));
        if (pair.Value is InlineTableSyntax table)
        {
            var within = section.Length > 0 ? $"{section}.{names[^1]}" : names[^1];
            entries.Add(new(within, null, pair.Key!, null, 0, isInline));
            foreach (var item in table.Items) Add(entries, within, item.KeyValue!, isInline: true);
            return;
        }
        var own = pair.Key!.DotKeys.LastOrDefault()?.Key?.Span.Offset ?? pair.Span.Offset;
        entries.Add(new(section, names[^1], pair, pair.Value, own - pair.Span.Offset, isInline));
    }
}
