namespace Sightglass.Cli.Serving;

/// <summary>What a stream is to carry.</summary>
/// <param name="Topics">Their names; null for all.</param>
/// <param name="Fields">Full names of fields; null for all.</param>
internal sealed record StreamQuery(IReadOnlySet<string>? Topics, IReadOnlySet<string>? Fields)
{
    /// <summary>The same for every stream that is to carry the same, in whatever order it was asked for.</summary>
    internal string Key => $"{Sorted(Topics)}\n{Sorted(Fields)}";

    internal bool Carries(string topic) => Topics is null || Topics.Contains(topic);

    private static string Sorted(IReadOnlySet<string>? names) =>
        names is null ? "*" : string.Join(',', names.Order(StringComparer.Ordinal));
}
