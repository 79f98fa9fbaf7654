namespace Sightglass.Cli.Measuring;

/// <summary>A field of a single number, and where its value comes from. NaN is "not available".</summary>
/// <param name="Name">The full metric name.</param>
/// <param name="Unit">As UCUM writes it.</param>
/// <param name="Value">Gets it from what was read last.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="Kind">Gauge or counter.</param>
internal sealed record Number<T>(string Name, string Unit, Func<T, double> Value, string Description,
    FieldKind Kind = FieldKind.Gauge);

/// <summary>The fields of a topic that are single numbers: described, added and written from one list.</summary>
internal sealed class Numbers<T>(params Number<T>[] numbers)
{
    internal void AddTo(SchemaBuilder schema)
    {
        // Doubles, exact up to 2^53: only they can say "not available".
        foreach (var number in numbers)
            schema.Add(number.Name, FieldType.Float64, number.Unit, number.Kind, description: number.Description);
    }

    /// <summary>The schema of a topic that has no other fields.</summary>
    internal Schema ToSchema()
    {
        var schema = new SchemaBuilder();
        AddTo(schema);
        return schema.Build();
    }

    internal Field[] FieldsOf(Schema schema) => Array.ConvertAll(numbers, number => schema[number.Name]);

    internal void Write(in Draft draft, Field[] fields, T source)
    {
        for (var i = 0; i < numbers.Length; i++) draft.Float64s(fields[i])[0] = numbers[i].Value(source);
    }
}
