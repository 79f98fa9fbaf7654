using System.Runtime.InteropServices;
using Sightglass.Layout;

namespace Sightglass;

/// <summary>
/// A sample that is being filled in the topic's own memory. Subscribers see it, whole, after
/// <see cref="Commit(SampleFlags)"/>; one that is only disposed, by an exception on the way for example, is never seen.
/// </summary>
public ref struct Draft
{
    private readonly Publication _publication;
    private readonly Span<byte> _values;
    private bool _isDone;

    internal Draft(Publication publication, Span<byte> values)
    {
        _publication = publication;
        _values = values;
    }

    /// <summary>The elements of a field of doubles, to be written.</summary>
    /// <param name="field">A field of type <see cref="FieldType.Float64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this topic's, or of another type.</exception>
    public readonly Span<double> Float64s(Field field) =>
        MemoryMarshal.Cast<byte, double>(Bytes(field, FieldType.Float64));

    /// <summary>The elements of a field of signed integers, to be written.</summary>
    /// <param name="field">A field of type <see cref="FieldType.Int64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this topic's, or of another type.</exception>
    public readonly Span<long> Int64s(Field field) => MemoryMarshal.Cast<byte, long>(Bytes(field, FieldType.Int64));

    /// <summary>The elements of a field of unsigned integers, to be written.</summary>
    /// <param name="field">A field of type <see cref="FieldType.UInt64"/>.</param>
    /// <exception cref="ArgumentException">The field is not one of this topic's, or of another type.</exception>
    public readonly Span<ulong> UInt64s(Field field) => MemoryMarshal.Cast<byte, ulong>(Bytes(field, FieldType.UInt64));

    /// <summary>Writes a text; what does not fit is cut at a whole character.</summary>
    /// <param name="field">A field of type <see cref="FieldType.Text"/>.</param>
    /// <param name="text">The text.</param>
    /// <param name="index">The element of an array; 0 for a single text.</param>
    /// <exception cref="ArgumentException">The field is not one of this topic's, or of another type.</exception>
    public readonly void SetText(Field field, ReadOnlySpan<char> text, int index = 0)
    {
        var bytes = Bytes(field, FieldType.Text);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Math.Max(field.Length, 1),
            nameof(index));
        FixedText.Write(bytes.Slice(index * field.ElementSizeBytes, field.ElementSizeBytes), text);
    }

    /// <summary>Publishes the sample, stamped with the time now.</summary>
    /// <param name="flags">What is particular about it.</param>
    /// <exception cref="InvalidOperationException">It is committed or disposed already.</exception>
    public void Commit(SampleFlags flags = SampleFlags.None) => Commit(TopicClock.MonotonicNs, TopicClock.UtcNs, flags);

    /// <summary>Publishes the sample as one that was taken at a known moment.</summary>
    /// <param name="monotonicNs">The moment on <see cref="TopicClock.MonotonicNs"/>.</param>
    /// <param name="utcNs">The moment on <see cref="TopicClock.UtcNs"/>.</param>
    /// <param name="flags">What is particular about it.</param>
    /// <exception cref="InvalidOperationException">It is committed or disposed already.</exception>
    public void Commit(long monotonicNs, long utcNs, SampleFlags flags = SampleFlags.None)
    {
        ThrowIfDone();
        _isDone = true;
        _publication.Commit(monotonicNs, utcNs, flags);
    }

    /// <summary>Gives the sample up, unless it was committed.</summary>
    public void Dispose()
    {
        if (_isDone || _publication is null) return;
        _isDone = true;
        _publication.Abandon();
    }

    private readonly Span<byte> Bytes(Field field, FieldType type)
    {
        ArgumentNullException.ThrowIfNull(field);
        ThrowIfDone();
        if (!_publication.Schema.Contains(field))
            throw new ArgumentException($"The field '{field.Name}' is not one of this topic's.", nameof(field));
        if (field.Type != type)
            throw new ArgumentException($"The field '{field.Name}' is {field.TypeText}, not {type}.", nameof(field));
        return _values.Slice(field.OffsetBytes, field.SizeBytes);
    }

    private readonly void ThrowIfDone()
    {
        if (_isDone) throw new InvalidOperationException("The sample is committed or disposed already; begin another.");
    }
}
