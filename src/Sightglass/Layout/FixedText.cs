using System.Text;
using System.Text.Unicode;

namespace Sightglass.Layout;

/// <summary>UTF-8 in a fixed number of bytes, filled up with zero bytes.</summary>
internal static class FixedText
{
    /// <summary>Writes as many whole characters as fit.</summary>
    internal static void Write(Span<byte> bytes, ReadOnlySpan<char> text)
    {
        // Stops before a character that does not fit rather than in its middle.
        _ = Utf8.FromUtf16(text, bytes, out _, out var used);
        bytes[used..].Clear();
    }

    /// <summary>The bytes before the first zero.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return end < 0 ? bytes : bytes[..end];
    }

    /// <summary>The text, with whatever is no UTF-8 or would steer a terminal replaced.</summary>
    internal static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(Trim(bytes));
        if (!text.Any(char.IsControl)) return text;
        return string.Create(text.Length, text, static (to, from) =>
        {
            for (var i = 0; i < to.Length; i++) to[i] = char.IsControl(from[i]) ? '\uFFFD' : from[i];
        });
    }
}
