using Microsoft.Extensions.Logging;
using Sightglass.Cli.Logging;

namespace Sightglass.Cli.Measuring;

/// <summary>Says when a sensor begins to fail, and when it works again; not at each tick.</summary>
internal sealed class FaultLog(ILogger log)
{
    private readonly Dictionary<string, string?> _last = [];

    /// <param name="topic">Whose sensor.</param>
    /// <param name="error">What went wrong, or null.</param>
    internal void Note(string topic, string? error)
    {
        lock (_last)
        {
            var last = _last.GetValueOrDefault(topic);
            if (last == error) return;
            _last[topic] = error;
            if (error is null) log.Works(topic);
            else if (last is null) log.Fails(topic, error);
            else log.FailsOtherwise(topic, error);
        }
    }
}
