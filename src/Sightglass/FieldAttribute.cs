namespace Sightglass;

/// <summary>Makes a field of an unmanaged struct a field of the topic.</summary>
/// <param name="name">The full metric name, for example <c>engine.speed</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class FieldAttribute(string name) : Attribute
{
    /// <summary>The full metric name.</summary>
    public string Name { get; } = name;

    /// <summary>The unit as UCUM writes it: <c>Hz</c>, <c>By</c>, <c>Cel</c>, <c>s</c>, <c>1</c> for ratios.</summary>
    public string Unit { get; set; } = "";

    /// <summary>How the values behave over time; when not given, text for text and gauge for numbers.</summary>
    public FieldKind Kind { get; set; }

    /// <summary>
    /// The type of one element. Needed only for an inline array of numbers, whose element type cannot be seen in a
    /// trimmed program; for every other field it follows from the C# type.
    /// </summary>
    public FieldType Type { get; set; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; set; } = "";
}
