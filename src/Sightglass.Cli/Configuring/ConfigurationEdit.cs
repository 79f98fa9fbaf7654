using Tomlyn.Syntax;

namespace Sightglass.Cli.Configuring;

/// <summary>
/// Changes one value in the text of a file. The syntax tree says where; every other byte stays, so comments and
/// alignment do too.
/// </summary>
internal static class ConfigurationEdit
{
    /// <returns>The new text.</returns>
    /// <exception cref="UsageException">The file has a form that cannot be added to.</exception>
    internal static string Set(ConfigurationFile file, string section, string key, string literal)
    {
        var text = Change(file, section, key, literal);
        ConfigurationFile changed;
        try
        {
            changed = ConfigurationFile.Parse(file.Path, text);
        }
        catch (UsageException)
        {
            throw Cannot();
        }
        // Whatever form the file has: what was to be set is set now, and nothing else has changed.
        return changed.Entries.Count(e => e.IsAt(section, key)) == 1
            && changed.Entries.Count(e => e.Key is not null) - file.Entries.Count(e => e.Key is not null)
                == (file.Entries.Any(e => e.IsAt(section, key)) ? 0 : 1) ? text : throw Cannot();

        UsageException Cannot() => new($"{file.Path}: [{section}] is written in a form that nothing can be added to. "
            + $"Write it yourself: {Toml.Key(key)} = {literal}");
    }

    private static string Change(ConfigurationFile file, string section, string key, string literal)
    {
        var text = file.Text;
        if (file.Entries.FirstOrDefault(e => e.IsAt(section, key)) is { Value: { } value })
            return string.Concat(text.AsSpan(0, value.Span.Offset), literal, text.AsSpan(EndOf(value)));

        var pair = $"{Toml.Key(key)} = {literal}";
        if (file.Entries.LastOrDefault(e => e.IsIn(section)) is { } last)
        {
            // With the neighbour's prefix: `intervals.cpu = …` is followed by `intervals.memory = …`.
            var start = last.Node.Span.Offset;
            pair = text[start..(start + last.PrefixLength)] + pair;
            return last.IsInline ? text.Insert(EndOf(last.Value!), $", {pair}")
                : InsertLine(text, LineEnd(text, EndOf(last.Value!)), Indent(text, start) + pair);
        }
        if (file.Entries.LastOrDefault(e => e is { Key: null, IsInline: false } && e.Section == section) is { } heading)
            return InsertLine(text, LineEnd(text, EndOf(heading.Node)), pair);

        var end = NewLine(text);
        return text + (text.Length == 0 ? "" : text.EndsWith('\n') ? end : end + end) + $"[{section}]{end}{pair}{end}";
    }

    private static int EndOf(SyntaxNode node) => node.Span.Offset + node.Span.Length;

    /// <summary>Where the line ends, after its comment and its line feed.</summary>
    private static int LineEnd(string text, int offset)
    {
        var lineFeed = text.IndexOf('\n', offset);
        return lineFeed < 0 ? text.Length : lineFeed + 1;
    }

    private static string Indent(string text, int offset)
    {
        var start = offset == 0 ? 0 : text.LastIndexOf('\n', offset - 1) + 1;
        return text[start..offset];
    }

    private static string InsertLine(string text, int offset, string line)
    {
        var end = NewLine(text);
        var isLineOpen = offset > 0 && text[offset - 1] != '\n';
        return text.Insert(offset, $"{(isLineOpen ? end : "")}{line}{end}");
    }

    private static string NewLine(string text) => text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
}
