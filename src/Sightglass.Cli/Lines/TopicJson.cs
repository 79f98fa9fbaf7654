using System.Text.Json;

namespace Sightglass.Cli.Lines;

/// <summary>Topics as JSON: SI units in the names, RFC 3339 times, null for what is not there.</summary>
internal static class TopicJson
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    internal static void WriteList(Stream stream, IReadOnlyList<TopicInfo> topics)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        WriteList(json, topics);
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    internal static void WriteList(Utf8JsonWriter json, IReadOnlyList<TopicInfo> topics)
    {
        json.WriteStartArray();
        foreach (var topic in topics) Write(json, topic, withFields: false);
        json.WriteEndArray();
    }

    internal static void WriteOne(Stream stream, TopicInfo topic)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        WriteOne(json, topic);
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    internal static void WriteOne(Utf8JsonWriter json, TopicInfo topic) => Write(json, topic, withFields: true);

    internal static void WritePeers(Stream stream, IReadOnlyList<(TopicInfo Topic, PeerInfo Peer)> peers)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        json.WriteStartArray();
        foreach (var (topic, peer) in peers)
        {
            json.WriteStartObject();
            json.WriteString("topic", topic.Name);
            json.WriteString("owner", topic.Owner);
            json.WriteNumber("pid", peer.Pid);
            json.WriteString("program", peer.Program);
            json.WriteString("since", Words.Time(peer.Since));
            if (peer.Behind is { } behind) json.WriteNumber("behind", behind);
            else json.WriteNull("behind");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, TopicInfo topic, bool withFields)
    {
        json.WriteStartObject();
        json.WriteString("name", topic.Name);
        json.WriteString("owner", topic.Owner);
        json.WriteString("state", Words.State(topic.State));
        json.WriteString("instance", topic.Instance.ToString("N"));
        json.WriteStartObject("publisher");
        json.WriteNumber("pid", topic.Publisher.Pid);
        json.WriteString("program", topic.Publisher.Program);
        json.WriteString("startedAt", Words.Time(topic.Publisher.StartedAt));
        json.WriteString("publishingSince", Words.Time(topic.Publisher.PublishingSince));
        json.WriteEndObject();
        if (topic.Interval == default) json.WriteNull("intervalSeconds");
        else json.WriteNumber("intervalSeconds", topic.Interval.TotalSeconds);
        if (topic.Age is { } age) json.WriteNumber("ageSeconds", age.TotalSeconds);
        else json.WriteNull("ageSeconds");
        json.WriteNumber("samples", topic.Count);
        json.WriteNumber("history", topic.History);
        json.WriteNumber("sizeBytes", topic.SizeBytes);
        json.WriteString("access", Words.Access(topic.Access));
        if (withFields) WriteFields(json, topic.Schema);
        json.WriteEndObject();
    }

    private static void WriteFields(Utf8JsonWriter json, Schema schema)
    {
        json.WriteStartArray("fields");
        foreach (var field in schema.Fields)
        {
            json.WriteStartObject();
            json.WriteString("name", field.Name);
            json.WriteString("type", field.Type switch { FieldType.Float64 => "f64", FieldType.Int64 => "i64", FieldType.UInt64 => "u64", _ => "text" });
            if (field.IsArray) json.WriteNumber("length", field.Length);
            else json.WriteNull("length");
            json.WriteString("unit", field.Unit);
            json.WriteString("kind", field.KindText);
            json.WriteString("description", field.Description);
            json.WriteNumber("offsetBytes", field.OffsetBytes);
            json.WriteNumber("elementSizeBytes", field.ElementSizeBytes);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
