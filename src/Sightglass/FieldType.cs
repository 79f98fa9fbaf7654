namespace Sightglass;

/// <summary>How a field's bytes are read. The numbers are part of the memory layout.</summary>
public enum FieldType : byte
{
    /// <summary>IEEE 754 double precision, 8 bytes. NaN means "not available".</summary>
    Float64 = 1,
    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 2,
    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 3,
    /// <summary>UTF-8 of a fixed number of bytes, filled up with zero bytes.</summary>
    Text = 4,
}

/// <summary>How a field's values behave over time. The numbers are part of the memory layout.</summary>
public enum FieldKind : byte
{
    /// <summary>A value of the moment, up and down.</summary>
    Gauge = 1,
    /// <summary>A sum that only grows until its publisher starts anew.</summary>
    Counter = 2,
    /// <summary>Text.</summary>
    Text = 3,
}
