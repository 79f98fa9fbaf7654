namespace Sightglass.Cli.Measuring;

/// <summary>Says on stderr when a sensor begins to fail, and when it works again; not at each tick.</summary>
internal sealed class FaultLog(TextWriter writer)
{
    private readonly Dictionary<string, string?> _last = [];

    /// <param name="topic">Whose sensor.</param>
    /// <param name="error">What went wrong, or null.</param>
    internal void Note(string topic, string? error)
    {
        lock (_last)
        {
            if (_last.GetValueOrDefault(topic) == error) return;
            _last[topic] = error;
            writer.WriteLine(error is null ? $"sightglass: {topic} works again." : $"sightglass: {topic}: {error}");
        }
    }
}
