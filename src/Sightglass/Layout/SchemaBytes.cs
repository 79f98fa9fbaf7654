using System.Buffers.Binary;
using System.Text;

namespace Sightglass.Layout;

/// <summary>
/// The schema as bytes: an entry of 40 bytes per field, then the strings. Little-endian; offsets count from the start
/// of the schema. Decoding believes nothing: it works on a private copy and checks every number.
/// </summary>
internal static class SchemaBytes
{
    internal const int EntrySizeBytes = 40, MaxFields = 4096, MaxSampleSizeBytes = 16 << 20, MaxSizeBytes = 4 << 20;
    internal const int MaxNameSizeBytes = 128, MaxUnitSizeBytes = 64, MaxDescriptionSizeBytes = 512,
        MaxTextSizeBytes = 4096;

    private static readonly UTF8Encoding _strict =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static byte[] Encode(IReadOnlyList<Field> fields)
    {
        var strings = new MemoryStream();
        var entries = new byte[fields.Count * EntrySizeBytes];
        foreach (var field in fields)
        {
            var entry = entries.AsSpan(field.Index * EntrySizeBytes, EntrySizeBytes);
            entry[0] = (byte)field.Type;
            entry[1] = (byte)field.Kind;
            BinaryPrimitives.WriteInt32LittleEndian(entry[4..], field.Length);
            BinaryPrimitives.WriteInt32LittleEndian(entry[8..], field.ElementSizeBytes);
            BinaryPrimitives.WriteInt32LittleEndian(entry[12..], field.OffsetBytes);
            PutString(entry[16..], field.Name);
            PutString(entry[24..], field.Unit);
            PutString(entry[32..], field.Description);
        }
        return [.. entries, .. strings.ToArray()];

        void PutString(Span<byte> at, string text)
        {
            BinaryPrimitives.WriteInt32LittleEndian(at, entries.Length + (int)strings.Length);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], Encoding.UTF8.GetByteCount(text));
            strings.Write(Encoding.UTF8.GetBytes(text));
        }
    }

    /// <returns>The schema, or null with the fault in words.</returns>
    internal static Schema? Decode(byte[] bytes, uint fieldCount, uint sampleSizeBytes, out string fault)
    {
        fault = "";
        if (fieldCount is 0 or > MaxFields || fieldCount * EntrySizeBytes > bytes.Length)
            return Fail($"{fieldCount} fields do not fit a schema of {bytes.Length} bytes", out fault);
        if (sampleSizeBytes is 0 or > MaxSampleSizeBytes)
            return Fail($"a sample of {sampleSizeBytes} bytes is out of range", out fault);
        var fields = new Field[fieldCount];
        var names = new HashSet<string>();
        var end = 0;
        for (var i = 0; i < fields.Length; i++)
        {
            var field = DecodeField(bytes, i, (int)sampleSizeBytes, out fault);
            if (field is null) return null;
            if (!names.Add(field.Name)) return Fail($"the name '{field.Name}' stands twice", out fault);
            if (field.OffsetBytes < end) return Fail($"field '{field.Name}' lies over the one before it", out fault);
            end = field.OffsetBytes + field.SizeBytes;
            fields[i] = field;
        }
        return new Schema(fields, (int)sampleSizeBytes, bytes);
    }

    private static Field? DecodeField(byte[] bytes, int index, int sampleSizeBytes, out string fault)
    {
        fault = "";
        var entry = bytes.AsSpan(index * EntrySizeBytes, EntrySizeBytes);
        var type = (FieldType)entry[0];
        var kind = (FieldKind)entry[1];
        long length = BinaryPrimitives.ReadUInt32LittleEndian(entry[4..]);
        long elementSize = BinaryPrimitives.ReadUInt32LittleEndian(entry[8..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(entry[12..]);

        var isText = type == FieldType.Text;
        if (type is not (FieldType.Float64 or FieldType.Int64 or FieldType.UInt64 or FieldType.Text))
            fault = $"field {index} has the unknown type {entry[0]}";
        else if (isText ? kind != FieldKind.Text : kind is not (FieldKind.Gauge or FieldKind.Counter))
            fault = $"field {index} has a kind ({entry[1]}) that is not of its type";
        else if (isText ? elementSize is 0 or > MaxTextSizeBytes : elementSize != 8 || offset % 8 != 0)
            fault = $"field {index} has elements of {elementSize} bytes at byte {offset}";
        // No overflow: each factor is below 2^32 and text's is small, so the product stays below 2^45.
        else if (length > MaxSampleSizeBytes || offset + elementSize * Math.Max(length, 1) > sampleSizeBytes)
            fault = $"field {index} reaches beyond the sample's {sampleSizeBytes} bytes";
        if (fault.Length > 0) return null;

        if (GetString(bytes, entry[16..], MaxNameSizeBytes) is not { } name || NameFault(name) is not null
            || GetString(bytes, entry[24..], MaxUnitSizeBytes) is not { } unit
            || GetString(bytes, entry[32..], MaxDescriptionSizeBytes) is not { } description)
        {
            fault = $"field {index} has a name, unit or description that is no sound text";
            return null;
        }
        return new Field(index, name, type, kind, (int)length, (int)elementSize, (int)offset, unit, description);
    }

    /// <summary>Why this is no field name, or null.</summary>
    internal static string? NameFault(string name)
    {
        if (name.Length is 0 or > MaxNameSizeBytes)
            return $"A field name has 1 to {MaxNameSizeBytes} characters, not {name.Length}.";
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '-'))
                return $"The field name '{name}' may have letters, digits, '.', '_' and '-' only.";
        return null;
    }

    private static string? GetString(byte[] bytes, ReadOnlySpan<byte> at, int maxSizeBytes)
    {
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(at),
            size = BinaryPrimitives.ReadUInt32LittleEndian(at[4..]);
        if (size > maxSizeBytes || offset + size > bytes.Length) return null;
        try
        {
            var text = _strict.GetString(bytes, (int)offset, (int)size);
            // A control character could steer the terminal of whoever prints it.
            return text.Any(char.IsControl) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static Schema? Fail(string what, out string fault)
    {
        fault = what;
        return null;
    }
}
