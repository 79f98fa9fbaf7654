namespace Sightglass.Cli.Measuring;

/// <summary>Gets the values of all devices at once.</summary>
internal delegate ReadOnlySpan<double> DeviceValues<in T>(T source);

/// <summary>A field with an element per device, and where its values come from.</summary>
/// <param name="Name">The full metric name.</param>
/// <param name="Unit">As UCUM writes it.</param>
/// <param name="Values">Gets them from what was read last.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="Kind">Gauge or counter.</param>
internal sealed record DeviceColumn<T>(string Name, string Unit, DeviceValues<T> Values, string Description,
    FieldKind Kind = FieldKind.Gauge);

/// <summary>The fields of a topic that have an element per device, and the names of the devices.</summary>
internal sealed class DeviceColumns<T>(string nameField, string nameDescription, params DeviceColumn<T>[] columns)
{
    /// <summary>The kernel's names have 15 or 31 letters; what people call things on Windows is cut.</summary>
    private const int NameSizeBytes = 32;

    internal void AddTo(SchemaBuilder schema, int capacity)
    {
        schema.AddText(nameField, NameSizeBytes, capacity, nameDescription);
        foreach (var column in columns)
            schema.Add(column.Name, FieldType.Float64, column.Unit, column.Kind, capacity, column.Description);
    }

    /// <summary>The field of the names, then those of the columns.</summary>
    internal Field[] FieldsOf(Schema schema) => [schema[nameField], .. columns.Select(column => schema[column.Name])];

    internal void Write(in Draft draft, Field[] fields, T source, Func<T, int, string> nameOf)
    {
        for (var place = 0; place < fields[0].Length; place++) draft.SetText(fields[0], nameOf(source, place), place);
        for (var i = 0; i < columns.Length; i++) columns[i].Values(source).CopyTo(draft.Float64s(fields[i + 1]));
    }
}
