using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Sightglass.Cli.Lines;

/// <summary>How <c>watch</c> writes samples. What is no sample goes to stderr, or into NDJSON as an object of its own.</summary>
internal abstract class LineFormat(TextWriter output)
{
    private protected TextWriter Output { get; } = output;

    internal static LineFormat Create(string name, TextWriter output) => name switch
    {
        "ndjson" => new Ndjson(output),
        "csv" => new Csv(output),
        _ => new PlainText(output),
    };

    internal abstract void WriteSample(string topic, Sample sample);

    internal virtual void WriteState(string topic, TopicState state, PublisherInfo publisher) => Console.Error.WriteLine(state switch
    {
        TopicState.Live => $"sightglass: {topic} is live, published by {publisher.Program} (pid {publisher.Pid}).",
        TopicState.Paused => $"sightglass: {topic} is paused; its publisher (pid {publisher.Pid}) is alive.",
        TopicState.Silent => $"sightglass: {topic} is silent; its publisher (pid {publisher.Pid}) is alive.",
        TopicState.Stopped => $"sightglass: {topic} was stopped by its publisher (pid {publisher.Pid}).",
        _ => $"sightglass: the publisher of {topic} (pid {publisher.Pid}) died.",
    });

    /// <summary>A field's name without the topic's in front of it.</summary>
    private static string ShortName(string topic, Field field) =>
        field.Name.StartsWith(topic + ".", StringComparison.Ordinal) ? field.Name[(topic.Length + 1)..] : field.Name;

    private sealed class PlainText(TextWriter output) : LineFormat(output)
    {
        internal override void WriteSample(string topic, Sample sample)
        {
            var line = new StringBuilder();
            line.Append(Words.Time(sample.PublishedAt)).Append(' ').Append(topic);
            if (sample.Lost > 0) line.Append(" lost=").Append(sample.Lost);
            if ((sample.Flags & SampleFlags.Restarted) != 0) line.Append(" restarted");
            if ((sample.Flags & SampleFlags.Discontinuity) != 0) line.Append(" discontinuity");
            foreach (var field in sample.Schema!.Fields)
            {
                line.Append(' ').Append(ShortName(topic, field)).Append('=');
                if (field.IsArray) line.Append('[');
                for (var i = 0; i < Math.Max(field.Length, 1); i++)
                {
                    if (i > 0) line.Append(' ');
                    line.Append(Format(sample, field, i));
                }
                if (field.IsArray) line.Append(']');
            }
            Output.WriteLine(line);
        }

        // Six decimals tell measurements apart, but for the very small and large; exact doubles are for csv and ndjson.
        private static string Format(Sample sample, Field field, int index) => field.Type switch
        {
            FieldType.Text => Quote(sample[field, index].ToString()),
            FieldType.Float64 when sample[field, index].IsAvailable =>
                Math.Abs(sample[field, index].AsDouble) is >= 1e10 or (> 0 and < 1e-4) ? sample[field, index].ToString()
                    : sample[field, index].AsDouble.ToString("0.######", System.Globalization.CultureInfo.InvariantCulture),
            _ => sample[field, index].ToString(),
        };

        private static string Quote(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private sealed class Csv(TextWriter output) : LineFormat(output)
    {
        private Schema? _headed;

        internal override void WriteSample(string topic, Sample sample)
        {
            if (!ReferenceEquals(_headed, sample.Schema)) WriteHead(sample.Schema!);
            Output.Write(Words.Time(sample.PublishedAt));
            Output.Write(',');
            Output.Write(sample.Number);
            Output.Write(',');
            Output.Write(sample.Lost);
            foreach (var field in sample.Schema!.Fields)
                for (var i = 0; i < Math.Max(field.Length, 1); i++)
                {
                    Output.Write(',');
                    var value = sample[field, i];
                    if (value.IsAvailable) Output.Write(field.Type == FieldType.Text ? Quote(value.ToString()) : value.ToString());
                }
            Output.WriteLine();
        }

        private void WriteHead(Schema schema)
        {
            var isFirst = _headed is null;
            var same = _headed is not null && _headed.Fields.Select(f => f.ToString()).SequenceEqual(schema.Fields.Select(f => f.ToString()));
            _headed = schema;
            if (!isFirst && same) return; // a restarted publisher with the same fields
            Output.Write("time,number,lost");
            foreach (var field in schema.Fields)
                for (var i = 0; i < Math.Max(field.Length, 1); i++)
                    Output.Write(field.IsArray ? $",{field.Name}[{i}]" : $",{field.Name}");
            Output.WriteLine();
        }

        private static string Quote(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private sealed class Ndjson(TextWriter output) : LineFormat(output)
    {
        private readonly ArrayBufferWriter<byte> _buffer = new();

        internal override void WriteSample(string topic, Sample sample) =>
            WriteObject(topic, json => SampleJson.WriteSample(json, sample));

        internal override void WriteState(string topic, TopicState state, PublisherInfo publisher) => WriteObject(topic, json =>
        {
            json.WriteString("time", Words.Time(DateTimeOffset.UtcNow));
            json.WriteString("state", Words.State(state));
            json.WriteNumber("pid", publisher.Pid);
        });

        private void WriteObject(string topic, Action<Utf8JsonWriter> write)
        {
            _buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_buffer))
            {
                json.WriteStartObject();
                json.WriteString("topic", topic);
                write(json);
                json.WriteEndObject();
            }
            Output.WriteLine(Encoding.UTF8.GetString(_buffer.WrittenSpan));
        }
    }
}
