using System.Globalization;

namespace Sightglass.Pdu;

/// <summary>The two values of <c>ShareMemoryPDU</c>, as they lie there.</summary>
/// <param name="MemoryPercent">Physical memory in use, whole percent, 0..100.</param>
/// <param name="CpuPercent">Busy time of all processors over about a second, percent, 0..100.</param>
public readonly record struct PduPair(uint MemoryPercent, double CpuPercent)
{
    private const double Most = 100;

    /// <summary>A ratio that was made of whole percents may lie a rounding error below them.</summary>
    private const double RoundingError = 1e-9;

    /// <summary>The pair for two ratios.</summary>
    /// <param name="cpu">Busy over total, 0..1.</param>
    /// <param name="memory">Used over total, 0..1. Cut to whole percents, as Windows does for its memory load.</param>
    /// <exception cref="ArgumentOutOfRangeException">A ratio is outside of 0..1 or not available (NaN). The protocol
    /// has no way to say "not available": <see cref="PduPublisher.Withdraw"/> instead.</exception>
    public static PduPair FromRatios(double cpu, double memory)
    {
        if (!(cpu is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(cpu), cpu, "A ratio is 0 to 1.");
        if (!(memory is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(memory), memory, "A ratio is 0 to 1.");
        return new((uint)(memory * Most + RoundingError), cpu * Most);
    }

    /// <summary>Whether both values are such as a machine can have.</summary>
    public bool IsPlausible => MemoryPercent <= Most && CpuPercent is >= 0 and <= Most;

    /// <summary>Which value is impossible and why, or <see langword="null"/>.</summary>
    public string? Fault => IsPlausible ? null
        : MemoryPercent > Most ? Impossible(nameof(MemoryPercent), MemoryPercent)
        : Impossible(nameof(CpuPercent), CpuPercent);

    /// <summary>Same bits; unlike equality of doubles it tells 0 from −0 and finds NaN equal to itself.</summary>
    internal bool IsSameAs(PduPair other) => MemoryPercent == other.MemoryPercent
        && BitConverter.DoubleToInt64Bits(CpuPercent) == BitConverter.DoubleToInt64Bits(other.CpuPercent);

    private static string Impossible(string field, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{field} is {value}, and 0 to {Most} is possible");
}
