using System.Globalization;
using System.Text;

namespace Sightglass.Cli.Configuring;

/// <summary>Values and keys as TOML writes them.</summary>
internal static class Toml
{
    internal static string Text(string text)
    {
        var literal = new StringBuilder("\"");
        foreach (var letter in text)
        {
            if (letter is '"' or '\\') literal.Append('\\').Append(letter);
            else if (char.IsControl(letter)) literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:X4}");
            else literal.Append(letter);
        }
        return literal.Append('"').ToString();
    }

    internal static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Text))}]";

    internal static string Whole(long number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Switch(bool isOn) => isOn ? "true" : "false";

    /// <summary>Bare where it may be.</summary>
    internal static string Key(string key) =>
        key.Length > 0 && key.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? key : Text(key);
}
