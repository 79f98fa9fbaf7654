namespace Sightglass.Cli.Getting;

/// <summary>Which names somebody may have meant who wrote another one.</summary>
internal static class Spelling
{
    private const int MostNamed = 3;

    /// <summary>The closest first; none where nothing is close.</summary>
    internal static IReadOnlyList<string> Closest(string written, IEnumerable<string> names) =>
        [.. names.Select(name => (name, distance: Distance(written, name)))
            .Where(found => found.distance <= Math.Max(2, written.Length / 3))
            .OrderBy(found => found.distance).Take(MostNamed).Select(found => found.name)];

    /// <summary>How many letters must be put in, taken out or changed; Levenshtein's.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
