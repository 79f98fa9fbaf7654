namespace Sightglass.Cli.Configuring;

/// <summary>The values of one section, as of <c>[publish.intervals]</c>; empty when it is not in the file.</summary>
internal sealed class ConfigurationSection(ConfigurationFile file, string name)
{
    internal string Name { get; } = name;

    /// <summary>The value of a key; null when it is not there.</summary>
    /// <exception cref="UsageException">A section stands where the value should.</exception>
    internal ConfigurationValue? this[string key]
    {
        get
        {
            if (file.Entries.FirstOrDefault(e => e.IsAt(Name, key)) is { } entry) return file.Value(entry, key);
            var below = file.Entries.FirstOrDefault(e => e.IsIn($"{Name}.{key}"));
            return below is null ? null : throw file.Fault(below, $"'{key}' is a value of [{Name}], not a section.");
        }
    }

    /// <summary>All its values, those with dots in their names too, by their names within it.</summary>
    internal IEnumerable<ConfigurationValue> Values => file.Entries
        .Where(e => e.Key is not null && e.Name.StartsWith(Name + ".", StringComparison.Ordinal))
        .Select(e => file.Value(e, e.Name[(Name.Length + 1)..]));

    /// <summary>Refuses every key but these, and every section within this one but these.</summary>
    /// <exception cref="UsageException">There is another.</exception>
    internal void Expect(IReadOnlyList<string> keys, params string[] sections)
    {
        foreach (var entry in file.Entries)
        {
            if (entry.Section == Name && entry.Key is { } key && !keys.Contains(key))
                throw file.Fault(entry, sections.Contains(key)
                    ? $"'{key}' is a section: write [{Name}.{key}], and its keys below."
                    : $"[{Name}] has no key '{ConfigurationFile.OneLine(key)}'; it has: {string.Join(", ", keys)}.");
            if (entry.Section.StartsWith(Name + ".", StringComparison.Ordinal)
                && !keys.Any(known => entry.Section == $"{Name}.{known}")
                && !sections.Any(known => $"{entry.Section}.".StartsWith($"{Name}.{known}.", StringComparison.Ordinal)))
                throw file.Fault(entry, $"There is no section [{ConfigurationFile.OneLine(entry.Section)}]; "
                    + $"there are: {string.Join(", ", sections.Select(s => $"[{Name}.{s}]").Prepend($"[{Name}]"))}.");
        }
    }
}
