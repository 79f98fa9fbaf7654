using System.Buffers.Text;
using System.Text;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>The bytes of one frame. They are written at once, and their memory is used again.</summary>
internal sealed class FrameBytes
{
    private const int MaxNumberSize = 11, MaxRuneSize = 4;
    private byte[] _bytes = new byte[16 * 1024];

    internal int Size { get; private set; }

    internal ReadOnlySpan<byte> All => _bytes.AsSpan(0, Size);

    internal void Clear() => Size = 0;

    internal void Add(byte value) => Room(1)[0] = value;

    internal void Add(ReadOnlySpan<byte> text) => text.CopyTo(Room(text.Length));

    internal void AddNumber(int value)
    {
        Utf8Formatter.TryFormat(value, Room(MaxNumberSize), out var size);
        Size -= MaxNumberSize - size;
    }

    internal void AddRune(Rune rune)
    {
        var size = rune.EncodeToUtf8(Room(MaxRuneSize));
        Size -= MaxRuneSize - size;
    }

    private Span<byte> Room(int size)
    {
        if (Size + size > _bytes.Length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Size + size));
        Size += size;
        return _bytes.AsSpan(Size - size, size);
    }
}
