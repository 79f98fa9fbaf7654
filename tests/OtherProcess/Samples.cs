using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Sightglass;

namespace OtherProcess;

/// <summary>64 bytes, one cache line.</summary>
public struct Small
{
    [Field("words", Type = FieldType.UInt64)] public Eight Words;

    [InlineArray(8)]
    public struct Eight { private ulong _first; }
}

/// <summary>A kilobyte: long enough to be interrupted in the middle.</summary>
public struct Large
{
    [Field("words", Type = FieldType.UInt64)] public Many Words;

    [InlineArray(128)]
    public struct Many { private ulong _first; }
}

/// <summary>Samples that prove themselves: each of their words, and both stamps, follow from their number.</summary>
public static class SelfChecking
{
    private const ulong Spread = 0x9E3779B97F4A7C15;

    public static T Make<T>(long number) where T : unmanaged
    {
        T sample = default;
        Fill(ref sample, number);
        return sample;
    }

    public static void Fill<T>(ref T sample, long number) where T : unmanaged
    {
        var words = Words(ref sample);
        for (var i = 0; i < words.Length; i++) words[i] = Word(number, i);
    }

    public static bool IsWhole<T>(ref T sample, long number) where T : unmanaged
    {
        var words = Words(ref sample);
        ulong wrong = 0;
        for (var i = 0; i < words.Length; i++) wrong |= words[i] ^ Word(number, i);
        return wrong == 0;
    }

    /// <summary>The stamps too, which their publisher chose accordingly.</summary>
    public static bool IsWhole<T>(in Sample<T> sample) where T : unmanaged
    {
        var value = sample.Value;
        return IsWhole(ref value, sample.Number) && sample.MonotonicNs == MonotonicNs(sample.Number)
            && sample.UtcNs == UtcNs(sample.Number);
    }

    public static long MonotonicNs(long number) => number * 3 + 1;

    public static long UtcNs(long number) => number * 5 + 2;

    private static ulong Word(long number, int index) => ((ulong)number + 1) * Spread + (ulong)index;

    private static Span<ulong> Words<T>(ref T sample) where T : unmanaged =>
        MemoryMarshal.Cast<T, ulong>(MemoryMarshal.CreateSpan(ref sample, 1));
}
