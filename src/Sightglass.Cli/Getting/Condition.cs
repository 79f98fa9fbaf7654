namespace Sightglass.Cli.Getting;

/// <summary>What came of looking at a condition.</summary>
internal enum Verdict
{
    NotMet,
    Met,

    /// <summary>There was no value to compare, or none of now: neither met nor passed.</summary>
    Undecided,
}

/// <summary>
/// A comparison of a field with a number, as <c>--fail-if</c> takes it: <c>system.cpu.utilization>90%</c>.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Field">What is compared.</param>
/// <param name="Operator">One of <c>> >= &lt; &lt;= == !=</c>.</param>
/// <param name="Limit">What it is compared with.</param>
internal sealed record Condition(string Text, Selector Field, string Operator, Amount Limit)
{
    private const string Grammar =
        "FIELD OPERATOR NUMBER, as in 'system.cpu.utilization>0.9'; operators are > >= < <= == !=";

    // The longer ones first: ">" begins ">=".
    private static readonly string[] _operators = [">=", "<=", "==", "!=", ">", "<"];

    /// <exception cref="UsageException">It is no condition.</exception>
    internal static Condition Parse(string text)
    {
        var at = text.IndexOfAny(['>', '<', '=', '!']);
        var compares = at < 0 ? null
            : Array.Find(_operators, o => text.AsSpan(at).StartsWith(o, StringComparison.Ordinal));
        if (compares is null || at == 0)
            throw new UsageException($"--fail-if takes {Grammar}; not '{text}'.");
        var limit = text[(at + compares.Length)..].Trim();
        return Amount.TryParse(limit, out var amount)
            ? new(text, Selector.Parse(text[..at].TrimEnd()), compares, amount)
            : throw new UsageException($"--fail-if compares with {Amount.Grammar}; not with '{limit}'.");
    }

    /// <summary>Looks at the values, of which one that meets it is enough; says why it is met or undecided.</summary>
    /// <exception cref="UsageException">The field is no number, or one of another unit.</exception>
    internal (Verdict Verdict, string? Why) Judge(Snapshot topic, Selection selection)
    {
        if (selection.Field is null)
            throw new UsageException($"--fail-if '{Text}' names the topic '{topic.Name}'; name one of its fields.");
        var values = topic.Values(selection).ToList();
        var field = values[0].Field;
        if (field.Type == FieldType.Text)
            throw new UsageException($"--fail-if '{Text}' compares numbers, and '{field.Name}' is text.");
        if (Limit.Unit is { } unit && unit != field.Unit)
            throw new UsageException($"--fail-if '{Text}' compares with a number in {unit}, and '{field.Name}' is in "
                + $"{(field.Unit.Length > 0 ? field.Unit : "no unit")}.");
        if (topic.State != TopicState.Live)
            return (Verdict.Undecided, $"cannot decide '{Text}': {topic.Name} is not live.");
        var there = values.Where(value => value.Value.IsAvailable).ToList();
        if (there.Count == 0)
            return (Verdict.Undecided,
                $"cannot decide '{Text}': {Values.Element(field.Name, selection.Index)} is not available.");
        foreach (var (_, index, value) in there)
            if (IsMet(value.AsDouble))
                return (Verdict.Met, $"condition met: {Text} ({Values.Element(field.Name, index)} is {value}).");
        return (Verdict.NotMet, null);
    }

    internal bool IsMet(double value) => Operator switch
    {
        ">" => value > Limit.Number,
        ">=" => value >= Limit.Number,
        "<" => value < Limit.Number,
        "<=" => value <= Limit.Number,
        "==" => value == Limit.Number,
        _ => value != Limit.Number,
    };
}
