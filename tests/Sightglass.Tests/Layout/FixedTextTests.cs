using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Layout;
using Xunit;

namespace Sightglass.Tests.Layout;

public sealed class FixedTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("abc", "abc")]
    [InlineData("abcdefgh", "abcdefgh")]
    [InlineData("abcdefghi", "abcdefgh")]
    [InlineData("abcdefgé", "abcdefg")] // é has two bytes and one is left
    [InlineData("abcdefé", "abcdefé")]
    [InlineData("ab€€€", "ab€€")] // three bytes each
    [InlineData("abcde😀", "abcde")] // four bytes and three are left
    [InlineData("abcd😀", "abcd😀")]
    public void Text_is_cut_at_a_whole_character(string text, string kept) => WriteAndRead(text, 8).ShouldBe(kept);

    [Fact]
    public void What_was_there_before_is_cleared()
    {
        var bytes = Enumerable.Repeat((byte)'x', 8).ToArray();
        FixedText.Write(bytes, "ab");
        bytes.ShouldBe([(byte)'a', (byte)'b', 0, 0, 0, 0, 0, 0]);
    }

    [Fact]
    public void Control_characters_are_replaced_when_they_are_read() =>
        FixedText.Read("a\u001b[2J\n\u009b"u8).ShouldBe("a\uFFFD[2J\uFFFD\uFFFD");

    [Fact]
    public void Bytes_that_are_no_text_are_replaced_when_they_are_read() =>
        FixedText.Read([(byte)'a', 0xff, 0xc3]).ShouldBe("a\uFFFD\uFFFD");

    [Fact]
    public void Text_ends_at_the_first_zero() => FixedText.Read("ab\0cd"u8).ShouldBe("ab");

    [Fact]
    public void Half_a_surrogate_pair_is_written_as_sound_text()
    {
        var bytes = new byte[16];
        FixedText.Write(bytes, "a\ud83d");
        Should.NotThrow(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
    }

    [Fact]
    public void Any_text_comes_back_as_it_was_or_as_its_beginning() =>
        Gen.Select(Gen.String[Gen.Char["aé€ß漢0"], 0, 20], Gen.Int[0, 40]).Sample((text, size) =>
        {
            var read = WriteAndRead(text, size);
            return text.StartsWith(read, StringComparison.Ordinal)
                && (read.Length == text.Length || Encoding.UTF8.GetByteCount(text[..(read.Length + 1)]) > size);
        });

    [Fact]
    public void Any_bytes_can_be_read() =>
        Gen.Byte.Array[0, 40].Sample(bytes => !FixedText.Read(bytes).Any(char.IsControl));

    private static string WriteAndRead(string text, int sizeBytes)
    {
        var bytes = new byte[sizeBytes];
        FixedText.Write(bytes, text);
        return FixedText.Read(bytes);
    }
}
