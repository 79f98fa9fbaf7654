using Tomlyn.Syntax;

namespace Sightglass.Cli.Configuring;

/// <summary>A value as it stands in the file; says what is wrong with it, and where it stands.</summary>
internal sealed class ConfigurationValue(string file, string key, SyntaxNode value)
{
    internal string Key { get; } = key;

    /// <summary>Where it begins, as compilers write it.</summary>
    internal string Place { get; } = PlaceOf(file, value);

    internal string Text() => value is StringValueSyntax { Value: { } text } ? text : throw Wrong("a text in quotes");

    internal bool Switch() => value is BooleanValueSyntax { Value: var isOn } ? isOn : throw Wrong("true or false");

    internal int Whole(int least, int most)
    {
        if (value is not IntegerValueSyntax { Value: var number }) throw Wrong($"a whole number, {least} to {most}");
        return number >= least && number <= most ? (int)number
            : throw Fault($"'{Key}' is {least} to {most}, not {Found()}.");
    }

    internal TimeSpan Duration(TimeSpan least, TimeSpan most)
    {
        if (value is not StringValueSyntax) throw Wrong($"a time in quotes, {Durations.Grammar}");
        if (!Durations.TryParse(Text(), out var time)) throw Wrong(Durations.Grammar);
        return time >= least && time <= most ? time
            : throw Fault($"'{Key}' is {Durations.Format(least)} to {Durations.Format(most)}, not {Found()}.");
    }

    internal string OneOf(params string[] allowed)
    {
        var wanted = string.Join(", ", allowed.Select(Toml.Text));
        return value is StringValueSyntax && allowed.Contains(Text()) ? Text() : throw Wrong($"one of {wanted}");
    }

    /// <summary>The elements of a list.</summary>
    internal IReadOnlyList<ConfigurationValue> Items() => value is ArraySyntax list
        ? [.. list.Items.Select(item => new ConfigurationValue(file, Key, item.Value!))]
        : throw Wrong("a list, as in [\"one\", \"two\"]");

    /// <summary>What is wrong, with the place in front of it.</summary>
    internal UsageException Fault(string message) => new($"{Place}: {message}");

    internal static string PlaceOf(string file, SyntaxNode node) =>
        $"{file}:{node.Span.Start.Line + 1}:{node.Span.Start.Column + 1}";

    private UsageException Wrong(string wanted) => Fault($"'{Key}' takes {wanted}, not {Found()}.");

    /// <summary>As it is written there, in one line and not too much of it.</summary>
    private string Found() => ConfigurationFile.OneLine(value.ToString());
}
