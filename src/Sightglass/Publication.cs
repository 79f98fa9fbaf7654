using System.Runtime.CompilerServices;
using Sightglass.Layout;
using Sightglass.Leases;
using Sightglass.Memory;
using Sightglass.Peers;
using Sightglass.Ring;
using Sightglass.Signals;

namespace Sightglass;

/// <summary>
/// A topic from its publisher's side: lease, regions, ring and signal joined. <see cref="Publisher"/> and
/// <see cref="Publisher{T}"/> are its two faces.
/// </summary>
internal sealed unsafe partial class Publication : IWatched, IDisposable
{
    private readonly Place _place;
    private readonly PublisherOptions _options;
    private readonly byte[] _empty;
    private Lease _lease;
    private SharedMemory _region = null!, _peers = null!;
    private RingWriter _ring = null!;
    private Waker _waker = null!;
    private Guid _instance;
    private readonly CallVerbs _verbs = new();
    private volatile Answerer? _calls;
    private readonly Lock _life = new(); // the close and the showing again, which both end a region
    private bool _isBusy;
    private volatile bool _mustShowAgain, _isDisposed;
    private TopicException? _lost;
    private volatile Action? _subscribersChanged;
    private bool _hadSubscribers; // the watch's alone

    private Publication(Place place, Schema schema, PublisherOptions options, Lease lease)
    {
        _place = place;
        _options = options;
        _lease = lease;
        Schema = schema;
        _empty = EmptySample.Of(schema);
    }

    internal string Name => _place.Name;

    internal Schema Schema { get; }

    internal long Count => (long)_ring.Count;

    internal TimeSpan Interval
    {
        get
        {
            var inside = EnterHeader();
            var intervalNs = Header->IntervalNs;
            inside.Exit();
            return new(intervalNs / 100);
        }
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, PublisherOptions.MaxInterval);
            var inside = EnterHeader();
            Volatile.Write(ref Header->IntervalNs, value.Ticks * 100);
            inside.Exit();
        }
    }

    internal bool IsPaused
    {
        get
        {
            var inside = EnterHeader();
            var isPaused = Header->Paused != 0;
            inside.Exit();
            return isPaused;
        }
        set
        {
            var inside = EnterHeader();
            Volatile.Write(ref Header->Paused, value ? 1u : 0);
            inside.Exit();
        }
    }

    internal bool HasSubscribers => Presence.IsAnyone(_place.Peers(_instance));

    /// <summary>
    /// Called by the watch when the first subscriber came or the last went; null if nobody wants to know.
    /// </summary>
    internal Action? SubscribersChanged
    {
        set
        {
            _subscribersChanged = value;
            if (value is not null) Watch.Hurry();
        }
    }

    private TopicHeader* Header => (TopicHeader*)_region.Address;

    /// <exception cref="TopicException">Another publishes it, or the system refuses.</exception>
    internal static Publication Create(string name, Schema schema, PublisherOptions options)
    {
        options.Check();
        var place = Place.ForPublisher(name, options.Access);
        Step.Reached("create.start");
        var lease = Lease.TryAcquire(place.Lease, options.Access) ?? throw AlreadyPublished(place);
        Step.Reached("create.lease");
        var publication = new Publication(place, schema, options, lease);
        try
        {
            publication.Build(before: null);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
        Watch.Add(publication);
        return publication;
    }

    internal void Publish<T>(in T value, long monotonicNs, long utcNs, SampleFlags flags) where T : unmanaged
    {
        var inside = Enter();
        Unsafe.WriteUnaligned(_ring.Begin(), value);
        Finish(monotonicNs, utcNs, flags);
        inside.Exit();
    }

    /// <summary>
    /// Begins a sample that is filled in place; the region is pinned until it is finished or given up.
    /// </summary>
    internal Span<byte> Begin()
    {
        var inside = Enter();
        _region.Pin();
        inside.Exit();
        var values = new Span<byte>(_ring.Begin(), Schema.SampleSizeBytes);
        // What the caller does not fill is "not available"; left alone it would be the value of a sample long past.
        _empty.CopyTo(values);
        return values;
    }

    internal void Commit(long monotonicNs, long utcNs, SampleFlags flags)
    {
        var region = _region; // as soon as this is not busy any more, a publish may put another in its place
        var inside = InFlight.Enter();
        // A publisher disposed meanwhile has closed the topic: nothing more may appear in it.
        if (!_isDisposed) Finish(monotonicNs, utcNs, flags);
        else _isBusy = false;
        inside.Exit();
        region.Unpin();
    }

    /// <summary>
    /// Gives up a sample that was begun. Its slot stays odd, which no subscriber waits for, until the next one.
    /// </summary>
    internal void Abandon()
    {
        var region = _region;
        _isBusy = false;
        region.Unpin();
    }

    private InFlight EnterHeader()
    {
        var inside = InFlight.Enter();
        if (!_isDisposed) return inside;
        inside.Exit();
        throw new ObjectDisposedException(nameof(Publisher));
    }

    private InFlight Enter()
    {
        var inside = InFlight.Enter();
        if (!_isDisposed && !_isBusy && !_mustShowAgain)
        {
            _isBusy = true;
            return inside;
        }
        inside.Exit();
        ObjectDisposedException.ThrowIf(_isDisposed, typeof(Publisher));
        if (_isBusy)
            throw new InvalidOperationException($"Topic '{Name}' is being published to already: by another thread, " +
                "or by a sample that was begun and neither committed nor disposed. A topic has one writer at a time.");
        lock (_life)
            if (!_isDisposed) ShowAgain();
        return Enter();
    }

    private void Finish(long monotonicNs, long utcNs, SampleFlags flags)
    {
        _ring.Commit(monotonicNs, utcNs, (uint)flags);
        _waker.Raise();
        Step.Reached("publish.raised");
        _isBusy = false;
    }

    public void Dispose()
    {
        lock (_life) Close();
    }

    private void Close()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Watch.Remove(this);
        _calls?.Close(CallStatus.Stopped);
        InFlight.WaitForAll(); // a thread that is publishing finishes its sample first
        Step.Reached("close.start");
        Volatile.Write(ref Header->State, TopicHeader.StateClosed);
        Step.Reached("close.state");
        // The state before the signal: whoever is woken must see why.
        Volatile.Write(ref Header->Signal, Header->Signal + 1);
        _waker.WakeAll();
        Step.Reached("close.raised");
        _region.Withdraw(_place.Topic);
        Step.Reached("close.withdrawn");
        _peers.Withdraw(_place.Peers(_instance));
        _lease.Dispose();
        Step.Reached("close.done");
        _waker.Dispose();
        _region.Dispose();
        _peers.Dispose();
    }

    /// <exception cref="TopicException">The system refuses the memory for calls.</exception>
    internal void OnCall(string verb, CallHandler? now, Func<byte[], ValueTask<ReadOnlyMemory<byte>>>? later)
    {
        lock (_life)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(Publisher));
            CallVerbs.Check(verb);
            // With the first verb and not before: most topics take no calls, and need no memory or thread for them.
            _calls ??= Answerer.Start(_place, _instance, _verbs, _options.CallAccess);
            _verbs.Add(verb, now, later);
        }
    }

    private static TopicException AlreadyPublished(Place place) => new(TopicError.AlreadyPublished,
        $"Cannot publish '{place.Name}': it is published already, by {Holder(place)}. A topic has one publisher; " +
        "stop that one first.");

    private static string Holder(Place place)
    {
        try
        {
            using var attachment = Attachment.Open(place, expected: null, isPresent: false);
            var info = attachment.Publisher;
            return $"process {info.Pid} ({info.Program}) since {info.StartedAt:yyyy-MM-dd HH:mm:ss} UTC";
        }
        catch (TopicException)
        {
            return "a process that is just starting"; // it has the lease and has not shown the topic yet
        }
    }
}
