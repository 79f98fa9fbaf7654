using Sightglass.Memory;
using Sightglass.Ring;

namespace Sightglass;

/// <summary>
/// A topic from one subscriber's side: it reads, follows, and goes on to the next instance when the publisher starts
/// anew. <see cref="Subscriber"/> and <see cref="Subscriber{T}"/> are its two faces. Any thread may read the latest
/// value; one thread at a time follows; the watch's thread judges the state and finds new instances.
/// </summary>
internal sealed partial class Subscription : IWatched, IDisposable
{
    private const int MaxLooks = 1000; // at most so many laps in one call, then the caller hears "nothing now"
    private const int MaxVainLooks = 100;
    private const int OpenPauseMs = 25;

    private readonly Place _place;
    private readonly Schema? _expected;
    private readonly StartAt _start;
    private readonly Lock _swap = new();

    /// <summary>
    /// The newest instance. Readers load it inside <see cref="InFlight"/>, so it stays mapped while they copy.
    /// </summary>
    private volatile Attachment _latest;

    /// <summary>The instance that is being followed: one that has ended is read to its end first.</summary>
    private Attachment _following;

    private bool _isFollowing;
    private ulong _position, _lost, _positionInDoubt = ulong.MaxValue;
    private int _vainLooks;
    private bool _hasRestarted;
    private volatile int _state, _stateVersion;
    private int _reportedVersion, _restarts;

    /// <summary>
    /// Why nothing can be read any more, or null. One look serves both disposal and a topic that changed its fields.
    /// </summary>
    private volatile Exception? _end;

    private Subscription(Place place, Attachment attachment, Schema? expected, StartAt start)
    {
        _place = place;
        _expected = expected;
        _start = start;
        _latest = _following = attachment;
        _position = StartIn(attachment);
        _state = (int)attachment.Judge();
    }

    internal string Name => _place.Name;

    internal Schema Schema => _latest.Schema;

    internal Attachment Latest => _latest;

    internal TopicState State => (TopicState)_state;

    internal int Restarts => Volatile.Read(ref _restarts);

    internal long Position => (long)_position;

    internal TimeSpan Interval => Peek(static a => new TimeSpan(a.IntervalNs / 100));

    /// <exception cref="TopicException">There is no such topic, or it cannot be read.</exception>
    internal static Subscription Open(string name, Schema? expected, SubscriberOptions options)
    {
        var places = Place.ForSubscriber(name);
        for (var i = 0; ; i++)
        {
            try
            {
                var attachment = Attachment.Open(places[i], expected, isPresent: true);
                var subscription = new Subscription(places[i], attachment, expected, options.Start);
                Watch.Add(subscription);
                return subscription;
            }
            catch (TopicException e) when (e.Error == TopicError.NotFound)
            {
                if (i == places.Count - 1)
                    throw new TopicException(TopicError.NotFound,
                        $"There is no topic '{name}'. Start its publisher, or see what is there " +
                        "with `sightglass list`.");
            }
        }
    }

    /// <summary>Opens a topic that may not be there yet.</summary>
    internal static async Task<Subscription> OpenAsync(string name, Schema? expected, SubscriberOptions options,
        TimeSpan wait, CancellationToken cancel)
    {
        var deadline = Environment.TickCount64 + (long)Math.Min(wait.TotalMilliseconds, long.MaxValue / 2);
        while (true)
        {
            try
            {
                return Open(name, expected, options);
            }
            catch (TopicException e) when (e.Error is TopicError.NotFound or TopicError.AccessDenied
                && Environment.TickCount64 < deadline)
            {
                // Root's topic of this name, which may not be read, does not keep this user from waiting for its own.
                // A topic that does not exist has nothing to sleep on.
                await Task.Delay(OpenPauseMs, cancel).ConfigureAwait(false);
            }
        }
    }

    internal bool TryReadLatest<T>(out T value, out Stamps stamps, out ulong number) where T : unmanaged
    {
        var inside = InFlight.Enter();
        if (_end is { } end) Leave(inside, end);
        var isThere = _latest.Reader.TryReadLatest(out value, out stamps, out number);
        inside.Exit();
        return isThere;
    }

    internal bool TryReadLatest(Sample sample)
    {
        var inside = InFlight.Enter();
        if (_end is { } end) Leave(inside, end);
        var attachment = _latest;
        var isThere =
            attachment.Reader.TryReadLatest(sample.Prepare(attachment.Schema), out var stamps, out var number);
        inside.Exit();
        if (isThere) sample.Fill(number, stamps, SampleFlags.None, lost: 0);
        return isThere;
    }

    internal bool TryReadNext<T>(out T value, out Stamps stamps, out ulong number, out SampleFlags added,
        out ulong lost) where T : unmanaged
    {
        var inside = EnterFollowing();
        for (var look = 0; look < MaxLooks; look++)
        {
            var found = _following.Reader.TryRead(_position, out value, out stamps);
            if (found == SlotLook.Whole)
            {
                Pass(out number, out added, out lost);
                inside.Exit();
                return true;
            }
            if (!GoOn(found, ref inside)) break;
        }
        LeaveAtEnd(inside);
        (value, stamps, number, added, lost) = (default, default, 0, SampleFlags.None, 0);
        return false;
    }

    internal bool TryReadNext(Sample sample)
    {
        var inside = EnterFollowing();
        for (var look = 0; look < MaxLooks; look++)
        {
            var found = _following.Reader.TryRead(_position, sample.Prepare(_following.Schema), out var stamps);
            if (found == SlotLook.Whole)
            {
                Pass(out var number, out var added, out var lost);
                inside.Exit();
                sample.Fill(number, stamps, added, lost);
                return true;
            }
            if (!GoOn(found, ref inside)) break;
        }
        LeaveAtEnd(inside);
        return false;
    }

    /// <summary>Whether the state is another than at the last call that said so.</summary>
    internal bool TakeStateChange()
    {
        var version = _stateVersion;
        if (version == _reportedVersion) return false;
        _reportedVersion = version;
        return true;
    }

    /// <summary>Looks at something of the newest instance that lies in its memory.</summary>
    private T Peek<T>(Func<Attachment, T> look)
    {
        var inside = InFlight.Enter();
        if (_end is ObjectDisposedException end) Leave(inside, end);
        var found = look(_latest);
        inside.Exit();
        return found;
    }

    private InFlight EnterFollowing()
    {
        if (!_isFollowing)
            lock (_swap) _isFollowing = true; // from here the watch leaves the followed instance alone
        var inside = InFlight.Enter();
        if (_end is ObjectDisposedException end) Leave(inside, end);
        return inside;
    }

    private void Pass(out ulong number, out SampleFlags added, out ulong lost)
    {
        number = _position++;
        _following.Follow(_position);
        lost = _lost;
        added = _hasRestarted ? SampleFlags.Restarted : SampleFlags.None;
        _lost = 0;
        _vainLooks = 0;
        _hasRestarted = false;
    }

    /// <summary>Fields that this subscriber cannot read end it only after the samples that came before them.</summary>
    private void LeaveAtEnd(InFlight inside)
    {
        if (_end is { } end && _latest == _following) Leave(inside, end);
        inside.Exit();
    }

    /// <summary>Nothing whole was found at the position: is there another one to look at?</summary>
    private bool GoOn(SlotLook found, ref InFlight inside)
    {
        var cursor = _following.Reader.Cursor;
        var next = found == SlotLook.Lapped ? _following.Reader.AfterLap(cursor) : _position;
        // The cursor has passed the position and its slot never becomes whole: no ring of ours. To look again and again
        // would take a processor for ever.
        if (next <= _position && cursor > _position && ++_vainLooks > MaxVainLooks) next = cursor;
        if (next > _position)
        {
            _lost += next - _position;
            _position = next;
            return true;
        }
        if (cursor > _position) return true;
        if (_latest == _following) return false;
        // Outside: the old instance is closed here, which waits for all who are inside. Two who did so from inside
        // would wait for each other.
        inside.Exit();
        var hasSucceeded = Succeed();
        inside = EnterFollowing();
        return hasSucceeded;
    }

    private ulong StartIn(Attachment attachment)
    {
        var cursor = attachment.Reader.Cursor;
        return _start switch
        {
            StartAt.Oldest => attachment.Reader.Oldest(cursor),
            StartAt.Newest => cursor == 0 ? 0 : cursor - 1,
            _ => cursor,
        };
    }

    private static void Leave(InFlight inside, Exception end)
    {
        inside.Exit();
        throw end is TopicException fault ? new TopicException(fault.Error, fault.Message)
            : new ObjectDisposedException(nameof(Subscriber));
    }

    public void Dispose()
    {
        Attachment latest, following;
        lock (_swap)
        {
            if (_end is ObjectDisposedException) return;
            _end = new ObjectDisposedException(nameof(Subscriber));
            (latest, following) = (_latest, _following);
        }
        Watch.Remove(this);
        EndSleeps();
        latest.Unpin();
        if (following != latest) following.Unpin();
    }
}
