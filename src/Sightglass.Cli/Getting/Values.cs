using System.Text.Json;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Getting;

/// <summary>Writes what was got: a value alone, a table, or a JSON document.</summary>
internal static class Values
{
    private static readonly JsonWriterOptions _options = new() { Indented = true, NewLine = "\n" };

    /// <summary>Exactly, without name and unit; the elements of an array one per line.</summary>
    internal static void WriteAlone(TextWriter writer, Snapshot topic, Selection selection)
    {
        foreach (var (_, _, value) in topic.Values(selection)) writer.WriteLine(value);
        writer.Flush();
    }

    internal static void WriteTable(TextWriter writer, IReadOnlyList<(Snapshot Topic, Selection Selection)> got)
    {
        var table = new TextTable(("NAME", false), ("VALUE", true), ("UNIT", false));
        foreach (var (topic, selection) in got)
            foreach (var of in topic.Values(selection).GroupBy(value => value.Field))
                AddRows(table, selection.Prefix + Name(topic.Name, of.Key.Name), of.Key, [.. of]);
        table.Write(writer);
    }

    /// <summary>A row per element; one for neighbours that have nothing: places without a device.</summary>
    private static void AddRows(TextTable table, string name, Field field,
        List<(Field Field, int? Index, FieldValue Value)> elements)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var (_, index, value) = elements[i];
            var last = i;
            while (IsEmpty(value) && last + 1 < elements.Count && IsEmpty(elements[last + 1].Value)) last++;
            var (number, unit) = Scaled(field, value);
            table.Add(last > i ? $"{name}[{index}..{elements[last].Index}]" : Element(name, index),
                number, unit);
            i = last;
        }
    }

    /// <summary>A name with its element, as <c>get</c> takes it.</summary>
    internal static string Element(string name, int? index) => index is null ? name : $"{name}[{index}]";

    /// <summary>As the screens show it, in two cells.</summary>
    private static (string Number, string Unit) Scaled(Field field, FieldValue value)
    {
        if (field.Type == FieldType.Text) return (value.ToString() is { Length: > 0 } text ? text : "\"\"", "");
        var words = Units.Format(value.AsDouble, field.Unit).Split(' ', 2);
        return (words[0], words.Length > 1 ? words[1] : "");
    }

    private static bool IsEmpty(FieldValue value) => !value.IsAvailable || value.ToString().Length == 0;

    /// <summary>A name that <c>get</c> takes: the field's, behind the topic's where it would say too little.</summary>
    internal static string Name(string topic, string field)
    {
        var family = topic.Split('.')[0];
        return field.StartsWith(family + ".", StringComparison.Ordinal) ? field : $"{topic}.{field}";
    }

    internal static void WriteJson(Stream stream, IReadOnlyList<(Snapshot Topic, Selection Selection)> got)
    {
        using var json = new Utf8JsonWriter(stream, _options);
        json.WriteStartArray();
        foreach (var of in got.GroupBy(one => one.Topic))
            WriteTopic(json, of.Key, [.. of.Select(one => one.Selection)]);
        json.WriteEndArray();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    private static void WriteTopic(Utf8JsonWriter json, Snapshot topic, IReadOnlyList<Selection> selections)
    {
        var sample = topic.Sample;
        json.WriteStartObject();
        json.WriteString("topic", topic.Name);
        json.WriteString("owner", topic.Owner);
        json.WriteString("state", Words.State(topic.State));
        if (sample.HasValue)
        {
            json.WriteString("time", Words.Time(sample.PublishedAt));
            json.WriteNumber("number", sample.Number);
            json.WriteNumber("ageSeconds", sample.Age.TotalSeconds);
            if ((sample.Flags & SampleFlags.Discontinuity) != 0) json.WriteBoolean("discontinuity", true);
        }
        else
        {
            json.WriteNull("time");
            json.WriteNull("number");
            json.WriteNull("ageSeconds");
        }
        json.WriteStartObject("values");
        HashSet<string> written = []; // a field may be asked for by itself and with all of its topic
        foreach (var selection in selections)
            foreach (var field in topic.Fields(selection))
                WriteValue(json, topic, field, selection.Index, written);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteValue(
        Utf8JsonWriter json, Snapshot topic, Field field, int? index, HashSet<string> written)
    {
        var name = Element(field.Name, index);
        if (!written.Add(name)) return;
        if (index is { } element)
        {
            json.WritePropertyName(name);
            SampleJson.WriteValue(json, field, topic.Sample[field, element]);
        }
        else SampleJson.WriteField(json, topic.Sample, field);
    }
}
