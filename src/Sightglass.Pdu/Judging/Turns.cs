namespace Sightglass.Pdu.Judging;

/// <summary>What a watcher should do now, in this order.</summary>
[Flags]
internal enum Acts
{
    None = 0,
    /// <summary>Reset EventRead.</summary>
    Take = 1,
    /// <summary>Read the pair.</summary>
    Read = 2,
    /// <summary>Set EventWrite and EventWrite2.</summary>
    Release = 4,
}

/// <summary>
/// Whose turn it is between a server's two threads, an original client and any number of watchers of ours. Knows the
/// events' states and the time, nothing else: looks in, acts out.
/// </summary>
/// <remarks>
/// <para>A thread of the server writes its field when it is released (EventWrite and EventWrite2), and sets EventRead
/// about a second later. Which thread set it cannot be seen. States:</para>
/// <list type="bullet">
/// <item>Waiting, for EventRead. If neither it nor the releases are set for a moment, client and server each
/// wait for the other (the server resets after it sets; a client that was quicker, or died in between, is lost): we
/// release.</item>
/// <item>Observing: EventRead came, and an original client, or another watcher, acknowledges. We have read, and
/// change nothing. When nobody takes EventRead within 300 ms, we acknowledge from now on.</item>
/// <item>Resting: EventRead came, and we acknowledge. The server's threads are a pair: both wrote when both were
/// released, so we have read. The other's EventRead comes within the same moment; we wait that long, then take it and
/// release both in one go.</item>
/// <item>Pairing: the same at the beginning and after a gap, when the threads are no pair yet. We take EventRead at
/// once and do not release. The thread that set it is held now, so that a second EventRead is the other thread's: then
/// both have written and both are held, and we read and release both. From then on they are a pair. If no second one
/// comes within the time of a whole turn, the two came as one.</item>
/// </list>
/// <para>An EventRead that is set already when the objects are opened may be for a pair of an hour ago, from when the
/// server last had a client. It is acknowledged and not read.</para>
/// <para>An EventRead that comes sooner after the release than any thread can have slept is the late half of the turn
/// before: we release it, say nothing, and pair anew. A release that is not ours, or an EventRead that another took, is
/// somebody's who acknowledges: we observe from then on.</para>
/// </remarks>
internal sealed class Turns(Func<bool> tryClaim)
{
    /// <summary>So long an acknowledging client may take; and so long until we look again while it does.</summary>
    internal const int ClientTakesMs = 300, LookMs = 5;

    /// <summary>A watcher that has the claim and does not act (it is stopped) is not waited for.</summary>
    internal const int ClaimantTakesMs = 1_500;

    /// <summary>Threads that were released at once come together; others within a turn of about a second.</summary>
    internal const int PairedMs = 50, UnpairedMs = 1_300;

    /// <summary>
    /// The server resets the releases after it has set EventRead; a release before that would be lost.
    /// </summary>
    internal const int HeldMs = 20;

    /// <summary>Sooner after its release no thread has slept "about a second".</summary>
    internal const int LeastTurnMs = 500;

    /// <summary>
    /// Neither EventRead nor releases for so long is a stalemate, perhaps of one thread only: then the other's next
    /// EventRead would come with a field that is old. Looked for after each turn, while it can come about.
    /// </summary>
    internal const int StalemateMs = 50, StalemateComesMs = 200;

    /// <summary>A wait that EventRead ends; without it the caller looks in now and then.</summary>
    private const int LongMs = 1_000;

    /// <summary>
    /// An EventRead so long after the one before, or after the release, comes from another server or from one that was
    /// held up: its threads are no pair, and it may have written one field only.
    /// </summary>
    internal const int GapMs = 1_700;

    private enum State { Waiting, Observing, Resting, Pairing, Late }

    private State _state;
    private bool _acknowledges, _isPaired, _isReleasedSince, _isOpening = true, _isFound;
    private long _signalMs = long.MinValue / 2, _releasedMs = long.MinValue / 2;
    private long _deadlineMs, _stalledMs = -1, _waitingMs;

    /// <summary>When EventRead was last seen to be set anew.</summary>
    internal long SignalMs => _signalMs;

    /// <summary>Whether that one came after a gap: see <see cref="GapMs"/>.</summary>
    internal bool IsAfterGap { get; private set; }

    /// <summary>Whether a release was seen between the EventRead before and that one.</summary>
    internal bool WasReleased { get; private set; }

    /// <summary>How long to wait before the next look, at most; <see cref="WaitsForSignal"/> says for what.</summary>
    internal int WaitMs { get; private set; }

    /// <summary>Whether EventRead ends the wait; in the other states it is set all the time.</summary>
    internal bool WaitsForSignal => _state is State.Waiting or State.Pairing;

    /// <summary>Forgets where it was: the objects were opened anew.</summary>
    internal void Restart()
    {
        (_state, _isPaired, _stalledMs, _waitingMs) = (State.Waiting, false, -1, 0);
        _isOpening = true;
    }

    /// <param name="nowMs">The time.</param>
    /// <param name="isSignalled">Whether EventRead is set, or has ended the wait.</param>
    /// <param name="isReleased">Whether EventWrite and EventWrite2 are set.</param>
    internal Acts Next(long nowMs, bool isSignalled, bool isReleased)
    {
        // Not at once: the server resets the old release a moment after it has set EventRead.
        if (_isOpening) (_isOpening, _isFound) = (false, isSignalled);
        _isReleasedSince |= isReleased && nowMs - _signalMs >= HeldMs;
        return Act(nowMs, isSignalled, isReleased);
    }

    private Acts Act(long nowMs, bool isSignalled, bool isReleased) => _state switch
    {
        State.Observing => Observe(nowMs, isSignalled),
        State.Resting => Rest(nowMs, isSignalled, isReleased),
        State.Pairing => Pair(nowMs, isSignalled, isReleased),
        // The turn is still the one that began with the release before.
        State.Late => nowMs < _deadlineMs ? Sleep(nowMs) : Release(nowMs, _releasedMs, Acts.Take),
        _ => Wait(nowMs, isSignalled, isReleased),
    };

    private Acts Wait(long nowMs, bool isSignalled, bool isReleased)
    {
        if (isSignalled) return Hear(nowMs);
        if (isReleased) _stalledMs = -1;
        else if (_stalledMs < 0) _stalledMs = nowMs;
        else if (nowMs - _stalledMs >= StalemateMs && tryClaim()) return Release(nowMs, nowMs, Acts.None);
        WaitMs = !isReleased || nowMs - _waitingMs < StalemateComesMs ? StalemateMs : LongMs;
        return Acts.None;
    }

    private Acts Hear(long nowMs)
    {
        IsAfterGap = nowMs - Math.Max(_signalMs, _releasedMs) > GapMs;
        if (IsAfterGap) _isPaired = false;
        (WasReleased, _isReleasedSince) = (_isReleasedSince, false);
        _stalledMs = -1;
        _signalMs = nowMs;
        if (!_acknowledges)
            return Begin(State.Observing, nowMs, nowMs + ClientTakesMs, _isFound ? Acts.None : Acts.Read);
        if (nowMs - _releasedMs < LeastTurnMs)
        {
            _isPaired = false;
            return Begin(State.Late, nowMs, nowMs + HeldMs, Acts.None);
        }
        return _isPaired ? Begin(State.Resting, nowMs, nowMs + PairedMs, Acts.Read)
            : Begin(State.Pairing, nowMs, nowMs + UnpairedMs, Acts.Take);
    }

    private Acts Observe(long nowMs, bool isSignalled)
    {
        if (!isSignalled)
        {
            _isFound = false;
            return AwaitNext(nowMs);
        }
        if (nowMs < _deadlineMs || (!tryClaim() && nowMs - _signalMs < ClaimantTakesMs))
        {
            WaitMs = LookMs;
            return Acts.None;
        }
        _acknowledges = true;
        // The other thread's EventRead may have come meanwhile, unseen; so count from the first.
        return Begin(State.Pairing, nowMs, _signalMs + UnpairedMs, Acts.Take);
    }

    private Acts Rest(long nowMs, bool isSignalled, bool isReleased)
    {
        if (nowMs < _deadlineMs) return Sleep(nowMs);
        return isSignalled && !isReleased ? Release(nowMs, nowMs, Acts.Take) : Yield(nowMs);
    }

    private Acts Pair(long nowMs, bool isSignalled, bool isReleased)
    {
        if (isSignalled)
        {
            _isFound = false; // the server was at work a turn ago
            return Begin(State.Pairing, nowMs, Math.Min(_deadlineMs, nowMs + HeldMs), Acts.Take);
        }
        if (nowMs < _deadlineMs) return Sleep(nowMs);
        if (isReleased) return Yield(nowMs);
        _isPaired = true;
        return Release(nowMs, nowMs, _isFound ? Acts.None : Acts.Read);
    }

    /// <summary>Another acknowledges. The server was released, so what lies there is of the turn to come.</summary>
    private Acts Yield(long nowMs)
    {
        _acknowledges = false;
        return AwaitNext(nowMs);
    }

    private Acts AwaitNext(long nowMs)
    {
        _waitingMs = nowMs;
        return Begin(State.Waiting, nowMs, nowMs + StalemateMs, Acts.None);
    }

    private Acts Begin(State state, long nowMs, long deadlineMs, Acts acts)
    {
        (_state, _deadlineMs) = (state, deadlineMs);
        Sleep(nowMs);
        if (state == State.Observing) WaitMs = LookMs;
        return acts;
    }

    private Acts Sleep(long nowMs)
    {
        WaitMs = (int)Math.Max(_deadlineMs - nowMs, 0);
        return Acts.None;
    }

    private Acts Release(long nowMs, long releasedMs, Acts before)
    {
        (_releasedMs, _stalledMs, _isReleasedSince, _isFound) = (releasedMs, -1, true, false);
        AwaitNext(nowMs);
        return before | Acts.Release;
    }
}
