namespace Sightglass;

/// <summary>One field of a sample: what it is called, what it means and where it lies.</summary>
public sealed class Field
{
    internal Field(int index, string name, FieldType type, FieldKind kind, int length, int elementSizeBytes,
        int offsetBytes, string unit, string description)
    {
        Index = index;
        Name = name;
        Type = type;
        Kind = kind;
        Length = length;
        ElementSizeBytes = elementSizeBytes;
        OffsetBytes = offsetBytes;
        Unit = unit;
        Description = description;
    }

    /// <summary>The field's place in <see cref="Schema.Fields"/>.</summary>
    public int Index { get; }

    /// <summary>The full metric name, for example <c>system.cpu.utilization</c>.</summary>
    public string Name { get; }

    /// <summary>How the bytes are read.</summary>
    public FieldType Type { get; }

    /// <summary>How the values behave over time.</summary>
    public FieldKind Kind { get; }

    /// <summary>The number of elements of an array; 0 for a single value.</summary>
    public int Length { get; }

    /// <summary>Whether the field holds <see cref="Length"/> elements rather than a single value.</summary>
    public bool IsArray => Length > 0;

    /// <summary>Bytes of one element: 8 for numbers, the fixed length for text.</summary>
    public int ElementSizeBytes { get; }

    /// <summary>Where the field starts, in bytes from the start of the sample's values.</summary>
    public int OffsetBytes { get; }

    /// <summary>Bytes of the whole field.</summary>
    public int SizeBytes => ElementSizeBytes * Math.Max(Length, 1);

    /// <summary>The unit as UCUM writes it (<c>By</c>, <c>s</c>, <c>1</c> for ratios); empty for text.</summary>
    public string Unit { get; }

    /// <summary>One sentence for people; may be empty.</summary>
    public string Description { get; }

    /// <summary>The field as <c>name: type[length] unit kind</c>.</summary>
    public override string ToString() => $"{Name}: {TypeText} {(Unit.Length > 0 ? Unit + " " : "")}{KindText}";

    /// <summary>The type in the words of the documents: <c>f64</c>, <c>i64[4]</c>, <c>text(32)</c>.</summary>
    public string TypeText => Type switch
    {
        FieldType.Float64 => "f64",
        FieldType.Int64 => "i64",
        FieldType.UInt64 => "u64",
        _ => $"text({ElementSizeBytes})",
    } + (IsArray ? $"[{Length}]" : "");

    /// <summary>The kind in the words of the documents: <c>gauge</c>, <c>counter</c>, <c>text</c>.</summary>
    public string KindText => Kind switch { FieldKind.Gauge => "gauge", FieldKind.Counter => "counter", _ => "text" };
}
