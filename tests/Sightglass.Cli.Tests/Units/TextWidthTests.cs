using CsCheck;
using Shouldly;
using Sightglass.Cli.Screen.Drawing;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

public sealed class TextWidthTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("plain", 5)]
    [InlineData("Käse", 4)]
    [InlineData("Ka\u0308se", 4)] // the dots as a mark of their own
    [InlineData("漢字", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("ｶﾅ", 2)] // half-width
    [InlineData("한글", 4)]
    [InlineData("\u1112\u1161\u11ab", 2)] // one syllable of three letters
    [InlineData("🚀", 2)]
    [InlineData("שלום", 4)]
    [InlineData("مرحبا", 5)]
    [InlineData("हिन्दी", 3)]
    [InlineData("👨‍👩‍👧", 2)] // a family: its first member
    [InlineData("👍🏽", 2)] // without the colour of its skin
    [InlineData("❤️", 1)]
    [InlineData("🇩🇪", 2)]
    [InlineData("a\u200bb", 2)] // nothing between them
    [InlineData("a\tb", 3)]
    [InlineData("\u001b[2J", 4)]
    [InlineData("a\u202eb", 2)]
    [InlineData("\u0301", 0)]
    public void Columns_of_text(string text, int columns)
    {
        TextWidth.Columns(text).ShouldBe(columns);
        new Canvas(20, 1).Whole.Write(0, 0, text).ShouldBe(columns);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_one_column() => TextWidth.Columns("a\ud83db").ShouldBe(3);

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("漢字漢字", 5, "漢字…")]
    [InlineData("漢字漢字", 6, "漢字…")]
    [InlineData("a\u0301a\u0301a\u0301", 2, "a\u0301…")]
    [InlineData("longer", 1, "…")]
    [InlineData("longer", 0, "")]
    [InlineData("longer", -1, "")]
    public void What_is_too_long_ends_with_an_ellipsis(string text, int width, string expected) =>
        TextWidth.Cut(text, width, Glyphs.Braille).ShouldBe(expected);

    [Fact]
    public void The_ellipsis_is_ASCII_where_all_is() => TextWidth.Cut("longer", 5, Glyphs.Ascii).ShouldBe("lon..");

    [Fact]
    public void Fitted_text_has_exactly_the_width() =>
        Gen.Select(OddTexts, Gen.Int[0, 12], Gen.Bool).Sample((text, width, isRight) =>
            TextWidth.Columns(TextWidth.Fit(text, width, Glyphs.Braille, isRight)) == width);

    private static readonly string[] _odd =
    [
        "x", " ", "é", "e\u0301", "漢", "字", "🚀", "👨‍👩‍👧", "ש", "ل", "\u202e", "\u001b", "\n", "\ud800", "🇩🇪",
        "한", "\u200d", "\u0301",
    ];

    /// <summary>Whatever a process may be called.</summary>
    internal static Gen<string> OddTexts { get; } = Gen.OneOf(
        Gen.String, Gen.String[Gen.Char['a', 'z'], 0, 30],
        Gen.Int[0, _odd.Length - 1].Select(i => _odd[i])
            .Array[0, 30].Select(string.Concat));
}
