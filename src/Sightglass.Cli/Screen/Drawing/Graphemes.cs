using System.Globalization;
using System.Text;
using Wcwidth;

namespace Sightglass.Cli.Screen.Drawing;

/// <summary>
/// Text, one glyph after the other, as terminals draw it. Where terminals disagree on the width (emoji joined or varied
/// by invisible characters) only that is kept on which all agree: of a family its first member.
/// </summary>
internal static class Graphemes
{
    /// <summary>What is drawn for a character that would steer the terminal, and for half a surrogate pair.</summary>
    internal const int Replacement = 0xFFFD;

    private const int ZeroWidthJoiner = 0x200D;
    private const int FirstCombining = 0x300, FirstBox = 0x2500, LastBox = 0x259F;
    private const int FirstBraille = 0x2800, LastBraille = 0x28FF;

    /// <summary>No writing needs more marks on one letter; without a bound one letter could be a page.</summary>
    private const int MaxMarks = 6;

    /// <summary>Takes the next glyph from a text that is not empty.</summary>
    /// <param name="text">What is left.</param>
    /// <param name="glyph">For a <see cref="Cell"/>.</param>
    /// <param name="columns">2 for a wide one, 0 when there is nothing to draw.</param>
    /// <returns>How many characters of the text are done with.</returns>
    internal static int Next(ReadOnlySpan<char> text, out int glyph, out int columns)
    {
        (glyph, columns) = (text[0], 1);
        if (text[0] is >= ' ' and <= '~' && (text.Length == 1 || text[1] < FirstCombining)) return 1;

        var length = StringInfo.GetNextTextElementLength(text);
        if (Rune.DecodeFromUtf16(text, out var first, out var used) != System.Buffers.OperationStatus.Done)
        {
            glyph = Replacement;
            return used;
        }
        (glyph, columns) = Single(first);
        if (length == used || columns == 0 || glyph == Replacement) return used;
        return used + Combine(first, text[used..length], ref glyph, ref columns);
    }

    /// <summary>A code point alone.</summary>
    internal static (int Glyph, int Columns) Single(Rune rune)
    {
        var value = rune.Value;
        if (value is >= ' ' and <= '~' or >= FirstBox and <= LastBox or >= FirstBraille and <= LastBraille)
            return (value, 1);
        return Rune.GetUnicodeCategory(rune) switch
        {
            _ when value == '\t' => (' ', 1),
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator =>
                (Replacement, 1),
            UnicodeCategory.Format => (value, 0), // among them those that turn the direction of the whole line
            _ => (value, Math.Clamp(UnicodeCalculator.GetWidth(rune), 0, 2)),
        };
    }

    /// <summary>Adds what belongs to the first code point, as far as both fit in two columns.</summary>
    /// <returns>How many characters are done with.</returns>
    private static int Combine(Rune first, ReadOnlySpan<char> rest, ref int glyph, ref int columns)
    {
        Span<char> kept = stackalloc char[2 + 2 * MaxMarks];
        var length = first.EncodeToUtf16(kept);
        var (marks, taken, isJoined) = (0, 0, false);
        foreach (var rune in rest.EnumerateRunes())
        {
            var width = Math.Max(UnicodeCalculator.GetWidth(rune), 0);
            if (isJoined && width == 2 || marks == MaxMarks)
            {
                taken = rest.Length; // the other members of a family, and what no letter needs, are not drawn
                break;
            }
            if (IsDrawn(rune))
            {
                if (columns + width > 2) break;
                columns += width;
                length += rune.EncodeToUtf16(kept[length..]);
                marks++;
            }
            isJoined = rune.Value == ZeroWidthJoiner;
            taken += rune.Utf16SequenceLength;
        }
        if (marks > 0) glyph = Clusters.Number(kept[..length]) ?? first.Value;
        return taken;
    }

    private static bool IsDrawn(Rune rune) =>
        !IsVariation(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.Control);

    /// <summary>Variation selectors and skin colours: terminals disagree whether they change the width.</summary>
    private static bool IsVariation(Rune rune) =>
        rune.Value is >= 0xFE00 and <= 0xFE0F or >= 0xE0100 and <= 0xE01EF or >= 0x1F3FB and <= 0x1F3FF;
}
