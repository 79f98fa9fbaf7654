using System.Globalization;

namespace Sightglass.Cli.Screen.Terminal;

/// <summary>
/// Makes keys and mouse events of what the console reads. The console knows the sequences of keys; those that it does
/// not know (the mouse, pasted text) come character by character, and are put together here. States: between events;
/// after an escape; within a sequence; within pasted text, which is not typed and therefore does nothing.
/// </summary>
internal sealed class InputParser
{
    /// <summary>The longest sequence of a mouse has 20; what is longer is none.</summary>
    private const int MaxSequence = 32;

    /// <summary>What a terminal pastes may lack its end; then keys must work again.</summary>
    private const int MaxPasted = 1 << 20;

    private const int ShiftBit = 4, AltBit = 8, ControlBit = 16, ModifierBits = ShiftBit | AltBit | ControlBit;
    private const int DragBit = 32, Left = 0, WheelUp = 64, WheelDown = 65;
    private const string PasteBegin = "200~", PasteEnd = "\e[201~";

    private enum State
    {
        Between, Escaped, Sequence, Pasted,
    }

    private readonly char[] _sequence = new char[MaxSequence];
    private State _state;
    private int _length, _pasted, _pasteEnd;

    /// <param name="key">What the console has read.</param>
    /// <param name="more">Whether more comes at once; asked only where it matters.</param>
    internal InputEvent? Take(ConsoleKeyInfo key, Func<bool> more)
    {
        switch (_state)
        {
            case State.Pasted:
                TakePasted(key.KeyChar);
                return null;
            case State.Escaped when key.KeyChar is '[':
                Open();
                return null;
            case State.Escaped when key.KeyChar is 'O':
                _state = State.Between; // a key that the console does not know; its letter may still come, alone
                return null;
            case State.Escaped:
                _state = State.Between;
                return Plain(key, isAlt: true);
            case State.Sequence:
                return TakeSequence(key.KeyChar);
        }
        if (key is { Key: ConsoleKey.Escape, Modifiers: 0 } && more())
        {
            _state = State.Escaped;
            return null;
        }
        // An escape that ends a chunk of input, and its bracket, reach us as a bracket alone.
        if (key.KeyChar == '[' && more())
        {
            Open();
            return null;
        }
        return Plain(key);
    }

    private static InputEvent Plain(ConsoleKeyInfo key, bool isAlt = false) => new(new Key(key.Key, key.KeyChar,
        key.Modifiers.HasFlag(ConsoleModifiers.Shift), isAlt || key.Modifiers.HasFlag(ConsoleModifiers.Alt),
        key.Modifiers.HasFlag(ConsoleModifiers.Control)), null);

    private void Open() => (_state, _length) = (State.Sequence, 0);

    private InputEvent? TakeSequence(char next)
    {
        if (next is '\e')
        {
            _state = State.Escaped; // the sequence broke off, and another begins
            return null;
        }
        if (next is < ' ' or > '~' || _length == MaxSequence)
        {
            _state = State.Between;
            return null;
        }
        _sequence[_length++] = next;
        if (next is >= ' ' and <= '?') return null; // parameters; what ends it is from '@' on (ECMA-48, 5.4)
        _state = State.Between;
        var sequence = _sequence.AsSpan(0, _length);
        if (sequence.SequenceEqual(PasteBegin)) (_state, _pasted, _pasteEnd) = (State.Pasted, 0, 0);
        return sequence[0] == '<' ? Mouse(sequence) : null;
    }

    private void TakePasted(char next)
    {
        _pasteEnd = next == PasteEnd[_pasteEnd] ? _pasteEnd + 1 : next == PasteEnd[0] ? 1 : 0;
        if (_pasteEnd == PasteEnd.Length || ++_pasted == MaxPasted) _state = State.Between;
    }

    /// <summary>"&lt;button;column;rowM", or with an m when the button is let go (xterm's mode 1006).</summary>
    private static InputEvent? Mouse(ReadOnlySpan<char> sequence)
    {
        if (sequence[^1] is not ('M' or 'm')) return null;
        Span<Range> parts = stackalloc Range[4];
        var inside = sequence[1..^1];
        if (inside.Split(parts, ';') != 3 || !TryNumber(inside[parts[0]], out var button)
            || !TryNumber(inside[parts[1]], out var column) || !TryNumber(inside[parts[2]], out var row)
            || column < 1 || row < 1)
            return null;
        button &= ~ModifierBits;
        MouseKind? kind = (button & ~DragBit) switch
        {
            WheelUp => MouseKind.WheelUp,
            WheelDown => MouseKind.WheelDown,
            Left when sequence[^1] == 'm' => MouseKind.Release,
            Left => (button & DragBit) != 0 ? MouseKind.Drag : MouseKind.Press,
            _ => null,
        };
        return kind is { } known ? new(null, new MouseEvent(column - 1, row - 1, known)) : null;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
