namespace Sightglass;

/// <summary>The end of a wait.</summary>
internal readonly struct Deadline
{
    private readonly long _endMs;

    internal Deadline(TimeSpan timeout)
    {
        if (timeout == Timeout.InfiniteTimeSpan)
        {
            _endMs = long.MaxValue;
            return;
        }
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout.TotalMilliseconds, int.MaxValue, nameof(timeout));
        _endMs = Environment.TickCount64 + (long)Math.Ceiling(timeout.TotalMilliseconds);
    }

    internal bool IsOver => _endMs != long.MaxValue && Environment.TickCount64 >= _endMs;

    /// <summary>-1 for ever.</summary>
    internal int RemainingMs =>
        _endMs == long.MaxValue ? Timeout.Infinite : (int)Math.Max(_endMs - Environment.TickCount64, 0);
}
