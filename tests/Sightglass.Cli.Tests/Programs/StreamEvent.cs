using System.Text.Json;

namespace Sightglass.Cli.Tests.Programs;

/// <summary>One server-sent event.</summary>
internal sealed record StreamEvent(string Name, JsonElement Data)
{
    internal string Topic => Data.GetProperty("topic").GetString()!;

    internal long Number => Data.GetProperty("number").GetInt64();

    /// <summary>The next, or null at the end of the stream. Comments are passed over.</summary>
    internal static StreamEvent? Read(StreamReader reader, CancellationToken cancel)
    {
        string? name = null, data = null;
        while (reader.ReadLineAsync(cancel).AsTask().GetAwaiter().GetResult() is { } line)
        {
            if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
            else if (line.Length == 0 && name is not null && data is not null)
            {
                using var json = JsonDocument.Parse(data);
                return new(name, json.RootElement.Clone());
            }
        }
        return null;
    }
}
