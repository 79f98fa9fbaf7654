using System.Globalization;

namespace Sightglass;

/// <summary>The value of one field, whatever its type.</summary>
public readonly struct FieldValue
{
    private readonly double _float64;
    private readonly ulong _bits;
    private readonly string? _text;

    internal FieldValue(FieldType type, double float64, ulong bits, string? text, bool isAvailable)
    {
        Type = type;
        IsAvailable = isAvailable;
        _float64 = float64;
        _bits = bits;
        _text = text;
    }

    /// <summary>The type of the field.</summary>
    public FieldType Type { get; }

    /// <summary>False when the publisher could not tell the value, or has published nothing yet.</summary>
    public bool IsAvailable { get; }

    /// <summary>The number as a double, whatever its type; NaN for text and for what is not available.</summary>
    public double AsDouble => !IsAvailable ? double.NaN : Type switch
    {
        FieldType.Float64 => _float64,
        FieldType.Int64 => (long)_bits,
        FieldType.UInt64 => _bits,
        _ => double.NaN,
    };

    /// <summary>The exact signed integer of a field of type <see cref="FieldType.Int64"/>.</summary>
    public long AsInt64 => (long)_bits;

    /// <summary>The exact unsigned integer of a field of type <see cref="FieldType.UInt64"/>.</summary>
    public ulong AsUInt64 => _bits;

    /// <summary>The value in invariant culture, exactly; <c>n/a</c> when it is not available.</summary>
    public override string ToString() => !IsAvailable ? "n/a" : Type switch
    {
        FieldType.Float64 => _float64.ToString(CultureInfo.InvariantCulture),
        FieldType.Int64 => ((long)_bits).ToString(CultureInfo.InvariantCulture),
        FieldType.UInt64 => _bits.ToString(CultureInfo.InvariantCulture),
        _ => _text ?? "",
    };
}
