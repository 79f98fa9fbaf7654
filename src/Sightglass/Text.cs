using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sightglass.Layout;

namespace Sightglass;

/// <summary>
/// Text of at most 16 bytes of UTF-8, for a field of a struct. What does not fit is cut at a whole character.
/// </summary>
[InlineArray(SizeBytes)]
public struct Text16
{
    private const int SizeBytes = 16;
    private byte _first;

    /// <summary>The text in its first 16 bytes.</summary>
    /// <param name="text">Any text; null is empty.</param>
    public static implicit operator Text16(string? text)
    {
        Text16 result = default;
        FixedText.Write(result, text);
        return result;
    }

    /// <summary>The text.</summary>
    public override readonly string ToString() => FixedText.Read(this);
}

/// <summary>
/// Text of at most 32 bytes of UTF-8, for a field of a struct. What does not fit is cut at a whole character.
/// </summary>
[InlineArray(SizeBytes)]
public struct Text32
{
    private const int SizeBytes = 32;
    private byte _first;

    /// <summary>The text in its first 32 bytes.</summary>
    /// <param name="text">Any text; null is empty.</param>
    public static implicit operator Text32(string? text)
    {
        Text32 result = default;
        FixedText.Write(result, text);
        return result;
    }

    /// <summary>The text.</summary>
    public override readonly string ToString() => FixedText.Read(this);
}

/// <summary>
/// Text of at most 64 bytes of UTF-8, for a field of a struct. What does not fit is cut at a whole character.
/// </summary>
[InlineArray(SizeBytes)]
public struct Text64
{
    private const int SizeBytes = 64;
    private byte _first;

    /// <summary>The text in its first 64 bytes.</summary>
    /// <param name="text">Any text; null is empty.</param>
    public static implicit operator Text64(string? text)
    {
        Text64 result = default;
        FixedText.Write(result, text);
        return result;
    }

    /// <summary>The text.</summary>
    public override readonly string ToString() => FixedText.Read(this);
}
