using System.Buffers;
using System.Text.Json;
using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Serving;

/// <summary>Writes server-sent events one after the other into one buffer.</summary>
internal sealed class EventWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private readonly Utf8JsonWriter _json;

    internal EventWriter() => _json = new Utf8JsonWriter(_buffer);

    internal int SizeBytes => _buffer.WrittenCount;

    /// <summary>How a topic is, and who publishes it.</summary>
    internal void WriteTopic(ToldTopic topic)
    {
        Begin("event: topic\ndata: "u8);
        _json.WriteString("topic", topic.Name);
        _json.WriteString("state", Words.State(topic.State));
        _json.WriteStartObject("publisher");
        _json.WriteNumber("pid", topic.Publisher.Pid);
        _json.WriteString("program", topic.Publisher.Program);
        _json.WriteEndObject();
        if (topic.Interval == default) _json.WriteNull("intervalSeconds");
        else _json.WriteNumber("intervalSeconds", topic.Interval.TotalSeconds);
        if (topic.AgeSeconds is { } age) _json.WriteNumber("ageSeconds", age);
        else _json.WriteNull("ageSeconds");
        End();
    }

    internal void WriteGone(string topic)
    {
        Begin("event: gone\ndata: "u8);
        _json.WriteString("topic", topic);
        End();
    }

    internal void WriteSample(string topic, Sample sample, IReadOnlySet<string>? fields)
    {
        Begin("event: sample\ndata: "u8);
        _json.WriteString("topic", topic);
        _json.WriteNumber("time", Milliseconds.Of(sample.UtcNs));
        _json.WriteNumber("number", sample.Number);
        if (Gaps.IsBefore(sample)) _json.WriteBoolean("gap", true);
        SampleJson.WriteValues(_json, sample, fields);
        End();
    }

    internal void WriteLost(string topic, long count)
    {
        Begin("event: lost\ndata: "u8);
        _json.WriteString("topic", topic);
        _json.WriteNumber("lost", count);
        End();
    }

    internal void Append(ReadOnlySpan<byte> events) => _buffer.Write(events);

    /// <summary>All that was written since it was last taken.</summary>
    internal byte[] Take()
    {
        var events = _buffer.WrittenSpan.ToArray();
        _buffer.ResetWrittenCount();
        return events;
    }

    private void Begin(ReadOnlySpan<byte> head)
    {
        _buffer.Write(head);
        _json.Reset();
        _json.WriteStartObject();
    }

    private void End()
    {
        _json.WriteEndObject();
        _json.Flush();
        _buffer.Write("\n\n"u8);
    }

    public void Dispose() => _json.Dispose();
}
