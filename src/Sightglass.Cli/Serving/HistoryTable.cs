using System.Text.Json;

namespace Sightglass.Cli.Serving;

/// <summary>A part of a topic's past, by columns.</summary>
internal sealed class HistoryTable
{
    /// <summary>What one answer may take of the server's memory, 8 bytes each.</summary>
    private const int MaxValues = 4_000_000;

    private readonly List<HistoryColumn> _columns;
    private readonly List<long> _timesMs = [], _numbers = [];
    private readonly List<bool> _isGapBefore = [];
    private readonly int _width;

    private HistoryTable(IReadOnlyList<Field> fields)
    {
        _columns = [.. fields.Select(HistoryColumn.Of)];
        _width = fields.Sum(field => Math.Max(field.Length, 1)) + 1;
    }

    /// <summary>Reads what lies in the topic's ring now.</summary>
    internal static HistoryTable Read(Subscriber subscriber, HistoryQuery query)
    {
        var schema = subscriber.Schema;
        var table = new HistoryTable(query.FieldsOf(schema, subscriber.Name));
        var newest = subscriber.Latest;
        var sample = new Sample();
        // To what was the newest, or to the next instance: a topic that races must not keep it reading for ever.
        while (newest.HasValue && subscriber.TryReadNext(sample) && subscriber.Restarts == 0)
        {
            var timeMs = Milliseconds.Of(sample.UtcNs);
            if (timeMs >= query.FromMs && timeMs <= query.ToMs) table.Add(sample, timeMs);
            if (sample.Number >= newest.Number) break;
        }
        return table;
    }

    private void Add(Sample sample, long timeMs)
    {
        if ((_timesMs.Count + 1L) * _width > MaxValues)
            throw new ProblemException(Problem.BadRequest(
                $"That is more than {MaxValues} values. Ask for fewer fields, or for less time."));
        _timesMs.Add(timeMs);
        _numbers.Add(sample.Number);
        _isGapBefore.Add(Gaps.IsBefore(sample));
        foreach (var column in _columns) column.Add(sample);
    }

    internal void Write(Utf8JsonWriter json, string topic, Guid instance, int maxRows)
    {
        var buckets = Bucket.Part(_timesMs, _isGapBefore, maxRows);
        json.WriteStartObject();
        json.WriteString("topic", topic);
        json.WriteString("instance", instance.ToString("N"));
        json.WriteStartArray("fields");
        foreach (var column in _columns) json.WriteStringValue(column.Field.Name);
        json.WriteEndArray();
        WriteNumbers(json, "time", buckets.Select(bucket => _timesMs[bucket.Last]));
        WriteNumbers(json, "number", buckets.Select(bucket => _numbers[bucket.Last]));
        WriteNumbers(json, "gap",
            buckets.Index().Where(bucket => bucket.Item.IsGapBefore).Select(bucket => (long)bucket.Index));
        json.WriteStartObject("values");
        foreach (var column in _columns) column.Write(json, buckets);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers) json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
