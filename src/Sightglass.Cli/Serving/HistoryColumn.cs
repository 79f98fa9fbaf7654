using System.Globalization;
using System.Text.Json;

namespace Sightglass.Cli.Serving;

/// <summary>The values of one field, row by row.</summary>
internal abstract class HistoryColumn(Field of)
{
    internal Field Field => of;

    protected int Width { get; } = Math.Max(of.Length, 1);

    internal static HistoryColumn Of(Field field) => field switch
    {
        { Type: FieldType.Text } => new Texts(field),
        { Kind: FieldKind.Counter } => new Counters(field),
        _ => new Gauges(field),
    };

    internal abstract void Add(Sample sample);

    /// <summary>One value, or one array, per bucket.</summary>
    internal void Write(Utf8JsonWriter json, IReadOnlyList<Bucket> buckets)
    {
        json.WriteStartArray(Field.Name);
        foreach (var bucket in buckets)
        {
            if (Field.IsArray) json.WriteStartArray();
            for (var i = 0; i < Width; i++) WriteElement(json, bucket, i);
            if (Field.IsArray) json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    protected abstract void WriteElement(Utf8JsonWriter json, Bucket bucket, int index);

    /// <summary>Means of what is available, to more digits than a graph shows: they are most of what is sent.</summary>
    private sealed class Gauges(Field field) : HistoryColumn(field)
    {
        private const int MaxSizeBytes = 32;
        private readonly List<double> _values = [];

        internal override void Add(Sample sample)
        {
            for (var i = 0; i < Width; i++) _values.Add(sample[Field, i].AsDouble);
        }

        protected override void WriteElement(Utf8JsonWriter json, Bucket bucket, int index)
        {
            var (sum, count) = (0.0, 0);
            for (var row = bucket.First; row <= bucket.Last; row++)
            {
                var value = _values[row * Width + index];
                if (!double.IsFinite(value)) continue;
                sum += value;
                count++;
            }
            var mean = sum / count;
            if (!double.IsFinite(mean))
            {
                json.WriteNullValue();
                return;
            }
            Span<byte> text = stackalloc byte[MaxSizeBytes];
            mean.TryFormat(text, out var sizeBytes, "G6", CultureInfo.InvariantCulture);
            json.WriteRawValue(text[..sizeBytes], skipInputValidation: true);
        }
    }

    /// <summary>The last of each bucket, exactly: differences of large numbers are what is drawn of them.</summary>
    private sealed class Counters(Field field) : HistoryColumn(field)
    {
        private readonly List<ulong> _bits = [];

        internal override void Add(Sample sample)
        {
            for (var i = 0; i < Width; i++)
            {
                var value = sample[Field, i];
                _bits.Add(Field.Type == FieldType.Float64
                    ? BitConverter.DoubleToUInt64Bits(value.AsDouble) : value.AsUInt64);
            }
        }

        protected override void WriteElement(Utf8JsonWriter json, Bucket bucket, int index)
        {
            var bits = _bits[bucket.Last * Width + index];
            if (Field.Type == FieldType.UInt64) json.WriteNumberValue(bits);
            else if (Field.Type == FieldType.Int64) json.WriteNumberValue((long)bits);
            else if (double.IsFinite(BitConverter.UInt64BitsToDouble(bits)))
                json.WriteNumberValue(BitConverter.UInt64BitsToDouble(bits));
            else json.WriteNullValue();
        }
    }

    private sealed class Texts(Field field) : HistoryColumn(field)
    {
        private readonly List<string> _texts = [];

        internal override void Add(Sample sample)
        {
            for (var i = 0; i < Width; i++) _texts.Add(sample[Field, i].ToString());
        }

        protected override void WriteElement(Utf8JsonWriter json, Bucket bucket, int index) =>
            json.WriteStringValue(_texts[bucket.Last * Width + index]);
    }
}
