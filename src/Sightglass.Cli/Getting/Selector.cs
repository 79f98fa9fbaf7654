using System.Globalization;

namespace Sightglass.Cli.Getting;

/// <summary>
/// What an argument of <c>get</c> asks for, before it is known which topics there are: a topic, a field, or one element
/// of a field.
/// </summary>
/// <param name="Text">As it was written.</param>
/// <param name="Owner">What stands before a colon, or null.</param>
/// <param name="Name">A topic's name, a field's, or a field's behind its topic's.</param>
/// <param name="Index">The element of an array, or null.</param>
internal sealed record Selector(string Text, string? Owner, string Name, int? Index)
{
    /// <exception cref="UsageException">It can be neither a topic nor a field.</exception>
    internal static Selector Parse(string text)
    {
        var name = text;
        int? index = null;
        if (text.EndsWith(']'))
        {
            var bracket = text.IndexOf('[', StringComparison.Ordinal);
            if (bracket < 0 || !int.TryParse(text.AsSpan(bracket + 1, text.Length - bracket - 2), NumberStyles.None,
                CultureInfo.InvariantCulture, out var number))
                throw new UsageException($"'{text}' is no element of an array; those are written as field[3].");
            (name, index) = (text[..bracket], number);
        }
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var owner = colon < 0 ? null : name[..colon];
        name = name[(colon + 1)..];
        return IsName(name) ? new(text, owner, name, index)
            : throw new UsageException($"'{text}' is neither a topic nor a field; names have letters, "
                + "digits, '.', '-' and '_'.");
    }

    private static bool IsName(string name) =>
        name.Length > 0 && char.IsAsciiLetterOrDigit(name[0])
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

/// <summary>What a <see cref="Selector"/> means among the topics that are there.</summary>
/// <param name="Topic">The topic, as <c>owner:name</c>.</param>
/// <param name="Prefix">The owner with a colon, where the topic's plain name means another's; else empty.</param>
/// <param name="Field">The field's name; null for all of the topic.</param>
/// <param name="Index">The element; null for all of the field.</param>
internal sealed record Selection(string Topic, string Prefix, string? Field, int? Index);
