namespace Sightglass.Cli.Screen.Model;

/// <summary>One number of each sample: an element of a field, or the rate at which a counter grows.</summary>
/// <param name="Field">The field's full name.</param>
/// <param name="Element">The element of an array; 0 for a single value.</param>
/// <param name="IsRate">Whether it is the growth per second since the sample before.</param>
internal readonly record struct Quantity(string Field, int Element = 0, bool IsRate = false)
{
    private const double NsPerSecond = 1e9;

    /// <summary>The value in a sample; NaN where it is not available, or is no number.</summary>
    internal double In(Sample? sample) =>
        sample is { HasValue: true, Schema: { } schema } && schema.Find(Field) is { } field
            ? In(sample, field) : double.NaN;

    internal double In(Sample sample, Field field)
    {
        if ((uint)Element >= (uint)Math.Max(field.Length, 1)) return double.NaN;
        return field.Type switch
        {
            FieldType.Float64 => sample.Float64s(field)[Element],
            FieldType.Int64 => sample.Int64s(field)[Element],
            FieldType.UInt64 => sample.UInt64s(field)[Element],
            _ => double.NaN,
        };
    }

    /// <summary>The growth per second between two samples with nothing lost between them.</summary>
    internal double RateBetween(Sample before, Sample after, Field field)
    {
        // Both have the same schema: another one comes with another instance only, and that is a break.
        var growth = In(after, field) - In(before, field);
        var seconds = (after.MonotonicNs - before.MonotonicNs) / NsPerSecond;
        return growth >= 0 && seconds > 0 ? growth / seconds : double.NaN;
    }
}
