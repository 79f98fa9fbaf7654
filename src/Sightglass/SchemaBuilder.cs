using System.Text;
using Sightglass.Layout;

namespace Sightglass;

/// <summary>
/// Describes a topic whose shape is known only at run time. Fields lie in the order in which they are added.
/// </summary>
public sealed class SchemaBuilder
{
    private readonly List<Field> _fields = [];
    private int _sizeBytes;

    /// <summary>Adds a number, or an array of numbers.</summary>
    /// <param name="name">The full metric name: letters, digits, dots, dashes and underscores, at most 128
    /// bytes.</param>
    /// <param name="type">Not <see cref="FieldType.Text"/>; see <see cref="AddText"/>.</param>
    /// <param name="unit">As UCUM writes it.</param>
    /// <param name="kind">Gauge or counter.</param>
    /// <param name="length">The number of elements of an array; 0 for a single value.</param>
    /// <param name="description">One sentence for people.</param>
    /// <exception cref="ArgumentException">The name is taken or not a name, or a limit of the layout is
    /// passed.</exception>
    public SchemaBuilder Add(string name, FieldType type, string unit = "", FieldKind kind = FieldKind.Gauge,
        int length = 0, string description = "")
    {
        if (type is not (FieldType.Float64 or FieldType.Int64 or FieldType.UInt64))
            throw new ArgumentException($"'{name}' is no number; text is added with AddText.", nameof(type));
        if (kind is not (FieldKind.Gauge or FieldKind.Counter))
            throw new ArgumentException($"'{name}' is a number, so its kind is gauge or counter.", nameof(kind));
        return Append(name, type, kind, length, elementSizeBytes: 8, alignment: 8, unit, description);
    }

    /// <summary>Adds text of a fixed number of bytes, or an array of such texts.</summary>
    /// <param name="name">The full metric name.</param>
    /// <param name="sizeBytes">Bytes of UTF-8 that each text may have, 1 to 4096.</param>
    /// <param name="length">The number of elements of an array; 0 for a single text.</param>
    /// <param name="description">One sentence for people.</param>
    /// <exception cref="ArgumentException">The name is taken or not a name, or a limit of the layout is
    /// passed.</exception>
    public SchemaBuilder AddText(string name, int sizeBytes, int length = 0, string description = "") =>
        Append(name, FieldType.Text, FieldKind.Text, length, sizeBytes, alignment: 1, unit: "", description);

    /// <summary>The schema of the fields added so far.</summary>
    /// <exception cref="InvalidOperationException">No field was added.</exception>
    public Schema Build()
    {
        if (_fields.Count == 0) throw new InvalidOperationException("A topic has at least one field; none was added.");
        return Build(RoundUp(_sizeBytes, 8));
    }

    /// <summary>For a struct, whose size the compiler chose.</summary>
    internal Schema Build(int sampleSizeBytes) =>
        new(_fields.ToArray(), sampleSizeBytes, SchemaBytes.Encode(_fields));

    /// <summary>
    /// The offset that the next field of this alignment gets; the same rule as C#'s for sequential structs.
    /// </summary>
    internal int SizeBytes => _sizeBytes;

    internal SchemaBuilder Append(string name, FieldType type, FieldKind kind, int length, int elementSizeBytes,
        int alignment, string unit, string description)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(description);
        if (SchemaBytes.NameFault(name) is { } fault) throw new ArgumentException(fault, nameof(name));
        if (_fields.Exists(f => f.Name == name))
            throw new ArgumentException($"There is a field '{name}' already.", nameof(name));
        if (_fields.Count == SchemaBytes.MaxFields)
            throw new ArgumentException($"A topic has at most {SchemaBytes.MaxFields} fields.", nameof(name));
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (elementSizeBytes is < 1 or > SchemaBytes.MaxTextSizeBytes)
            throw new ArgumentException($"Text has 1 to {SchemaBytes.MaxTextSizeBytes} bytes, not {elementSizeBytes}.",
                nameof(elementSizeBytes));
        if (Encoding.UTF8.GetByteCount(unit) > SchemaBytes.MaxUnitSizeBytes)
            throw new ArgumentException($"A unit has at most {SchemaBytes.MaxUnitSizeBytes} bytes.", nameof(unit));
        if (Encoding.UTF8.GetByteCount(description) > SchemaBytes.MaxDescriptionSizeBytes)
            throw new ArgumentException($"A description has at most {SchemaBytes.MaxDescriptionSizeBytes} bytes.",
                nameof(description));
        if (unit.Any(char.IsControl) || description.Any(char.IsControl))
            throw new ArgumentException($"The unit and the description of '{name}' are one line, without control " +
                "characters.", nameof(name));

        var offset = RoundUp(_sizeBytes, alignment);
        var end = offset + (long)elementSizeBytes * Math.Max(length, 1);
        if (end > SchemaBytes.MaxSampleSizeBytes)
            throw new ArgumentException($"A sample has at most {SchemaBytes.MaxSampleSizeBytes} bytes; '{name}' " +
                $"would make it {end}.", nameof(length));
        _fields.Add(new Field(_fields.Count, name, type, kind, length, elementSizeBytes, offset, unit, description));
        _sizeBytes = (int)end;
        return this;
    }

    private static int RoundUp(int value, int alignment) => (value + alignment - 1) / alignment * alignment;
}
