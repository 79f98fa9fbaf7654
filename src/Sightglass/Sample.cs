using System.Runtime.InteropServices;
using Sightglass.Layout;
using Sightglass.Ring;

namespace Sightglass;

/// <summary>
/// One sample of a topic whose fields are known at run time only. It holds a private copy, and may be filled again and
/// again by <see cref="Subscriber.TryReadNext(Sample)"/> without allocating.
/// </summary>
public sealed class Sample
{
    private byte[] _values = [];

    /// <summary>Makes an empty sample, to be filled by a subscriber.</summary>
    public Sample()
    {
    }

    /// <summary>Whether it holds a sample; all fields of one that does not are "not available".</summary>
    public bool HasValue { get; private set; }

    /// <summary>The fields that it has; null before the first fill.</summary>
    public Schema? Schema { get; private set; }

    /// <inheritdoc cref="Sample{T}.Number"/>
    public long Number { get; private set; }

    /// <inheritdoc cref="Sample{T}.MonotonicNs"/>
    public long MonotonicNs { get; private set; }

    /// <inheritdoc cref="Sample{T}.UtcNs"/>
    public long UtcNs { get; private set; }

    /// <inheritdoc cref="Sample{T}.PublishedAt"/>
    public DateTimeOffset PublishedAt => TopicClock.ToDateTime(UtcNs);

    /// <inheritdoc cref="Sample{T}.Flags"/>
    public SampleFlags Flags { get; private set; }

    /// <inheritdoc cref="Sample{T}.Lost"/>
    public long Lost { get; private set; }

    /// <inheritdoc cref="Sample{T}.Age"/>
    public TimeSpan Age => new((TopicClock.MonotonicNs - MonotonicNs) / 100);

    /// <summary>The field's value, or its first element's.</summary>
    /// <param name="field">A field of this topic's schema.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's.</exception>
    public FieldValue this[Field field] => Element(field, 0);

    /// <summary>One element of an array.</summary>
    /// <param name="field">A field of this topic's schema.</param>
    /// <param name="index">0 for a field that is no array.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's.</exception>
    public FieldValue this[Field field, int index] => Element(field, index);

    /// <summary>All elements of a field of doubles; NaN is "not available".</summary>
    /// <param name="field">A field of type <see cref="FieldType.Float64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's, or of another type.</exception>
    public ReadOnlySpan<double> Float64s(Field field) => Numbers<double>(field, FieldType.Float64);

    /// <summary>All elements of a field of signed integers.</summary>
    /// <param name="field">A field of type <see cref="FieldType.Int64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's, or of another type.</exception>
    public ReadOnlySpan<long> Int64s(Field field) => Numbers<long>(field, FieldType.Int64);

    /// <summary>All elements of a field of unsigned integers.</summary>
    /// <param name="field">A field of type <see cref="FieldType.UInt64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's, or of another type.</exception>
    public ReadOnlySpan<ulong> UInt64s(Field field) => Numbers<ulong>(field, FieldType.UInt64);

    /// <summary>
    /// The UTF-8 of a text, without the zero bytes behind it; as it was published, so perhaps not sound UTF-8.
    /// </summary>
    /// <param name="field">A field of type <see cref="FieldType.Text"/>.</param>
    /// <param name="index">The element of an array; 0 for a single text.</param>
    /// <exception cref="ArgumentException">The field is not one of this sample's, or of another type.</exception>
    public ReadOnlySpan<byte> Utf8(Field field, int index = 0)
    {
        Check(field, FieldType.Text);
        ThrowIfEmpty();
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Math.Max(field.Length, 1),
            nameof(index));
        return FixedText.Trim(_values.AsSpan(field.OffsetBytes + index * field.ElementSizeBytes,
            field.ElementSizeBytes));
    }

    internal Span<byte> Prepare(Schema schema)
    {
        if (!ReferenceEquals(Schema, schema))
        {
            if (_values.Length != schema.SampleSizeBytes) _values = new byte[schema.SampleSizeBytes];
            Schema = schema;
        }
        HasValue = false;
        return _values;
    }

    internal void Fill(ulong number, in Stamps stamps, SampleFlags added, ulong lost)
    {
        HasValue = true;
        Number = (long)number;
        MonotonicNs = stamps.MonotonicNs;
        UtcNs = stamps.UtcNs;
        Flags = (SampleFlags)stamps.Flags | added;
        Lost = (long)lost;
    }

    private FieldValue Element(Field field, int index)
    {
        Check(field, field?.Type ?? default);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Math.Max(field!.Length, 1),
            nameof(index));
        if (!HasValue) return new FieldValue(field.Type, double.NaN, 0, null, isAvailable: false);
        var bytes = _values.AsSpan(field.OffsetBytes + index * field.ElementSizeBytes, field.ElementSizeBytes);
        return field.Type switch
        {
            FieldType.Float64 => new(field.Type, MemoryMarshal.Read<double>(bytes), 0, null,
                !double.IsNaN(MemoryMarshal.Read<double>(bytes))),
            FieldType.Text => new(field.Type, double.NaN, 0, FixedText.Read(bytes), isAvailable: true),
            _ => new(field.Type, double.NaN, MemoryMarshal.Read<ulong>(bytes), null, isAvailable: true),
        };
    }

    private ReadOnlySpan<T> Numbers<T>(Field field, FieldType type) where T : unmanaged
    {
        Check(field, type);
        ThrowIfEmpty();
        return MemoryMarshal.Cast<byte, T>(_values.AsSpan(field.OffsetBytes, field.SizeBytes));
    }

    // What lies in the bytes then is no value: zeros, or a copy that was torn and thrown away.
    private void ThrowIfEmpty()
    {
        if (!HasValue) throw new InvalidOperationException("The sample holds no value; HasValue tells.");
    }

    private void Check(Field? field, FieldType type)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (Schema is null) throw new InvalidOperationException("The sample was never filled.");
        if (!Schema.Contains(field))
            throw new ArgumentException($"The field '{field.Name}' is not one of this sample's.", nameof(field));
        if (field.Type != type)
            throw new ArgumentException($"The field '{field.Name}' is {field.TypeText}, not {type}.", nameof(field));
    }
}
