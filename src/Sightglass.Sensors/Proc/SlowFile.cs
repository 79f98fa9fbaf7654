using System.Diagnostics;

namespace Sightglass.Sensors.Proc;

/// <summary>
/// A file whose figures the kernel computes anew every few seconds only: the load average every five, pressure every
/// two. To read it at each of many ticks in a second would cost as much as the counters, and tell nothing.
/// </summary>
internal sealed class SlowFile<T> : IDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(500);

    private readonly ProcFile? _file;
    private readonly Parser _parse;
    private readonly T _notAvailable;
    private T _value;
    private long _readAt;

    /// <param name="file">Null where the machine has none.</param>
    /// <param name="parse">What its text means.</param>
    /// <param name="notAvailable">The value without a file.</param>
    internal SlowFile(ProcFile? file, Parser parse, T notAvailable)
    {
        _file = file;
        _parse = parse;
        _value = _notAvailable = notAvailable;
    }

    internal delegate T Parser(ReadOnlySpan<byte> text);

    /// <summary>Reads it, unless it was read just now.</summary>
    internal T Read()
    {
        long now = Stopwatch.GetTimestamp();
        if (_file is null || (_readAt != 0 && Stopwatch.GetElapsedTime(_readAt, now) < _period))
            return _value;
        _readAt = now;
        return _value = _file.TryRead(out var text, out _) ? _parse(text) : _notAvailable;
    }

    public void Dispose() => _file?.Dispose();
}
