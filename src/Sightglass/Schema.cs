namespace Sightglass;

/// <summary>
/// The fields of a topic's samples. It lies in the topic itself, so that a program that has never heard of the topic
/// can show it.
/// </summary>
public sealed class Schema
{
    internal Schema(IReadOnlyList<Field> fields, int sampleSizeBytes, byte[] bytes)
    {
        Fields = fields;
        SampleSizeBytes = sampleSizeBytes;
        Bytes = bytes;
    }

    /// <summary>The fields, in the order of their bytes.</summary>
    public IReadOnlyList<Field> Fields { get; }

    /// <summary>Bytes of the values of one sample.</summary>
    public int SampleSizeBytes { get; }

    /// <summary>The schema as it lies in the topic; equal schemas have equal bytes.</summary>
    internal byte[] Bytes { get; }

    /// <summary>The field of this name.</summary>
    /// <param name="name">The full metric name.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public Field this[string name] => Find(name)
        ?? throw new ArgumentException($"There is no field '{name}'; there are: " +
        $"{string.Join(", ", Fields.Select(f => f.Name))}.", nameof(name));

    /// <summary>The field of this name, or null.</summary>
    /// <param name="name">The full metric name.</param>
    public Field? Find(string name) => Fields.FirstOrDefault(f => f.Name == name);

    /// <summary>
    /// Whether a field, perhaps of an earlier instance of the topic, lies in this schema at the same place.
    /// </summary>
    internal bool Contains(Field field) =>
        (uint)field.Index < (uint)Fields.Count
        && (ReferenceEquals(Fields[field.Index], field) || Difference(Fields[field.Index], field) is null);

    /// <summary>
    /// Says in words where the two differ first, or null when samples of one can be read as the other.
    /// </summary>
    internal string? FirstDifference(Schema expected)
    {
        for (var i = 0; i < Math.Min(Fields.Count, expected.Fields.Count); i++)
            if (Difference(Fields[i], expected.Fields[i]) is { } difference) return difference;
        if (Fields.Count < expected.Fields.Count)
            return $"the topic has no field '{expected.Fields[Fields.Count].Name}', which the type has";
        return Fields.Count > expected.Fields.Count
            ? $"the topic has a field '{Fields[expected.Fields.Count].Name}', which the type has not"
            : SampleSizeBytes != expected.SampleSizeBytes
                ? $"a sample has {SampleSizeBytes} bytes in the topic and {expected.SampleSizeBytes} in the type"
                : null;
    }

    private static string? Difference(Field there, Field here)
    {
        if (there.Name != here.Name)
            return $"field {there.Index} is '{there.Name}' in the topic and '{here.Name}' in the type";
        if (there.TypeText != here.TypeText)
            return $"field '{there.Name}' is {there.TypeText} in the topic and {here.TypeText} in the type";
        if (there.Unit != here.Unit)
            return $"field '{there.Name}' is in '{there.Unit}' in the topic and in '{here.Unit}' in the type";
        if (there.Kind != here.Kind)
            return $"field '{there.Name}' is a {there.KindText} in the topic and a {here.KindText} in the type";
        return there.OffsetBytes != here.OffsetBytes
            ? $"field '{there.Name}' is at byte {there.OffsetBytes} in the topic and at {here.OffsetBytes} in the type"
            : null;
    }
}
