using System.Text.Json;

namespace Sightglass.Cli.Lines;

/// <summary>A sample as JSON: exact values by the full names of the fields; null for what is not there.</summary>
internal static class SampleJson
{
    /// <summary>The members of one line of NDJSON, but for the topic.</summary>
    internal static void WriteSample(Utf8JsonWriter json, Sample sample)
    {
        json.WriteString("time", Words.Time(sample.PublishedAt));
        json.WriteNumber("number", sample.Number);
        json.WriteNumber("lost", sample.Lost);
        if ((sample.Flags & SampleFlags.Restarted) != 0) json.WriteBoolean("restarted", true);
        if ((sample.Flags & SampleFlags.Discontinuity) != 0) json.WriteBoolean("discontinuity", true);
        WriteValues(json, sample);
    }

    /// <summary>The member <c>values</c>: of these fields, or of all.</summary>
    internal static void WriteValues(Utf8JsonWriter json, Sample sample, IReadOnlySet<string>? fields = null)
    {
        json.WriteStartObject("values");
        foreach (var field in sample.Schema!.Fields)
            if (fields is null || fields.Contains(field.Name))
                WriteField(json, sample, field);
        json.WriteEndObject();
    }

    internal static void WriteField(Utf8JsonWriter json, Sample sample, Field field)
    {
        json.WritePropertyName(field.Name);
        if (field.IsArray) json.WriteStartArray();
        for (var i = 0; i < Math.Max(field.Length, 1); i++) WriteValue(json, field, sample[field, i]);
        if (field.IsArray) json.WriteEndArray();
    }

    // JSON knows neither NaN nor infinity.
    internal static void WriteValue(Utf8JsonWriter json, Field field, FieldValue value)
    {
        if (!value.IsAvailable || (field.Type == FieldType.Float64 && double.IsInfinity(value.AsDouble))) json.WriteNullValue();
        else if (field.Type == FieldType.Float64) json.WriteNumberValue(value.AsDouble);
        else if (field.Type == FieldType.Int64) json.WriteNumberValue(value.AsInt64);
        else if (field.Type == FieldType.UInt64) json.WriteNumberValue(value.AsUInt64);
        else json.WriteStringValue(value.ToString());
    }
}
