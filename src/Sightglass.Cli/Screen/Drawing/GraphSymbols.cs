namespace Sightglass.Cli.Screen.Drawing;

/// <summary>The symbols that fill a cell of a graph in steps, from one side.</summary>
internal sealed class GraphSymbols
{
    private readonly string _symbols;

    private GraphSymbols(string symbols, int levels, bool isPaired) =>
        (_symbols, Levels, IsPaired) = (symbols, levels, isPaired);

    /// <summary>Steps in one cell.</summary>
    internal int Levels { get; }

    /// <summary>Whether the two halves of a cell are filled apart. Otherwise the higher of two values counts.</summary>
    internal bool IsPaired { get; }

    internal static GraphSymbols BrailleUp { get; } = Braille([0x40, 0x04, 0x02, 0x01], [0x80, 0x20, 0x10, 0x08]);

    internal static GraphSymbols BrailleDown { get; } = Braille([0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]);

    /// <param name="symbols">From empty to full.</param>
    internal static GraphSymbols Single(string symbols) => new(symbols, symbols.Length - 1, isPaired: false);

    internal char Of(int left, int right) =>
        _symbols[IsPaired ? left * (Levels + 1) + right : Math.Max(left, right)];

    /// <summary>The bits of the dots of each half, in the order in which they fill it.</summary>
    private static GraphSymbols Braille(ReadOnlySpan<int> leftDots, ReadOnlySpan<int> rightDots)
    {
        const char Empty = '\u2800';
        const int Levels = 4;
        Span<char> symbols = stackalloc char[(Levels + 1) * (Levels + 1)];
        for (int left = 0, leftBits = 0; left <= Levels; left++)
        {
            if (left > 0) leftBits |= leftDots[left - 1];
            for (int right = 0, bits = leftBits; right <= Levels; right++)
            {
                if (right > 0) bits |= rightDots[right - 1];
                symbols[left * (Levels + 1) + right] = (char)(Empty | bits);
            }
        }
        return new(symbols.ToString(), Levels, isPaired: true);
    }
}
