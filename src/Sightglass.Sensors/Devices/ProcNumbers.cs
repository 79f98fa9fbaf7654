using System.Buffers.Text;

namespace Sightglass.Sensors.Devices;

/// <summary>Takes words and numbers off a line of a list, separated by spaces.</summary>
internal ref struct ProcNumbers(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;

    internal bool TryTakeWord(out ReadOnlySpan<byte> word)
    {
        _rest = _rest.TrimStart((byte)' ');
        int end = _rest.IndexOf((byte)' ');
        word = end < 0 ? _rest : _rest[..end];
        _rest = _rest[word.Length..];
        return !word.IsEmpty;
    }

    internal bool TryTake(out long number)
    {
        number = 0;
        // Utf8Parser would also take a sign, which no counter has.
        return TryTakeWord(out var word) && char.IsAsciiDigit((char)word[0])
            && Utf8Parser.TryParse(word, out number, out int length) && length == word.Length;
    }
}
