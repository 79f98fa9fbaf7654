namespace Sightglass.Pdu.Judging;

/// <summary>
/// Tells a fresh pair from one that was shown already. The protocol numbers nothing, and equal values may be news.
/// </summary>
/// <remarks>
/// Each of the server's threads takes about a second for one write, sets EventRead once for it, and writes again only
/// when it is released. So, after the last pair that was shown: if both fields have changed, both were written anew. If
/// not, then an EventRead three quarters of a second later comes after another write of both, provided that they were
/// released since; an earlier one is the other thread's, for what was shown already or for half a pair. A release may
/// have been missed by a watcher that only looks on, so that after two turns it is not asked for.
/// A watcher that looks on and comes late may read what the server wrote after a client had acknowledged: a pair that
/// is announced a turn later. When that announcement finds the same values, it is the same write.
/// </remarks>
internal sealed class FreshPairs
{
    internal const int WriteTakesMs = 750, TwoTurnsMs = 1_500;

    /// <summary>Two turns: by then both threads have written.</summary>
    internal const int FirstWritesMs = 2_500;

    private PduPair _shown;
    private long _shownMs, _sinceMs;
    private bool _hasShown, _isAhead;

    /// <summary>A server begins, or begins again.</summary>
    internal void Restart(long nowMs) => (_hasShown, _isAhead, _sinceMs) = (false, false, nowMs);

    /// <param name="pair">What was read.</param>
    /// <param name="signalMs">When the EventRead came for which it was read.</param>
    /// <param name="wasReleased">Whether the server was released after the EventRead before that one.</param>
    /// <param name="isLate">Whether it was read after another had taken that EventRead.</param>
    internal bool IsFresh(PduPair pair, long signalMs, bool wasReleased, bool isLate)
    {
        var isFresh = _hasShown
            ? signalMs - _shownMs >= (wasReleased ? WriteTakesMs : TwoTurnsMs) || BothChanged(pair)
            // A zero at the beginning is most likely a field that was never written.
            : (pair.MemoryPercent != 0 && pair.CpuPercent != 0) || signalMs - _sinceMs >= FirstWritesMs;
        if (!isFresh) return false;
        // Once only: values that stay equal are to be shown, however late they are read.
        var isAnnounced = _hasShown && _isAhead && pair.IsSameAs(_shown);
        (_shown, _shownMs, _hasShown, _isAhead) = (pair, signalMs, true, isLate && !isAnnounced);
        return !isAnnounced;
    }

    private bool BothChanged(PduPair pair) => pair.MemoryPercent != _shown.MemoryPercent
        && BitConverter.DoubleToInt64Bits(pair.CpuPercent) != BitConverter.DoubleToInt64Bits(_shown.CpuPercent);
}
