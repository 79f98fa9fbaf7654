namespace Sightglass.Cli.Screen.Drawing;

/// <summary>
/// Letters with marks of their own, which are more than one code point: each gets a negative number for its cell.
/// They stay for the life of the process, so their number is bounded; those that come later lose their marks.
/// </summary>
internal static class Clusters
{
    internal const int Capacity = 4096;

    private static readonly Lock _lock = new();
    private static readonly Dictionary<string, int> _numbers = [];
    private static readonly List<string> _texts = [];

    /// <summary>The number of a text; null when there is no room for another.</summary>
    internal static int? Number(ReadOnlySpan<char> text)
    {
        lock (_lock)
        {
            var numbers = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
            if (numbers.TryGetValue(text, out var number)) return number;
            if (_texts.Count == Capacity) return null;
            _texts.Add(text.ToString());
            return _numbers[_texts[^1]] = -_texts.Count;
        }
    }

    internal static string Text(int number)
    {
        lock (_lock) return _texts[-number - 1];
    }
}
