using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
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
internal sealed unsafe class Publication : IWatched, IDisposable
{
    private readonly Place _place;
    private readonly PublisherOptions _options;
    private readonly byte[] _empty;
    private Lease _lease;
    private SharedMemory _region = null!, _peers = null!;
    private RingWriter _ring = null!;
    private Waker _waker = null!;
    private Guid _instance;
    private bool _isBusy;
    private volatile bool _mustShowAgain, _isDisposed;
    private TopicException? _lost;

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
        get => new(Header->IntervalNs / 100);
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            Volatile.Write(ref Header->IntervalNs, value.Ticks * 100);
        }
    }

    internal bool HasSubscribers => Presence.IsAnyone(_place.Peers(_instance));

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

    /// <summary>Begins a sample that is filled in place; the region is pinned until it is finished or given up.</summary>
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
        // A publisher disposed meanwhile has closed the topic: nothing more may appear in it.
        if (!_isDisposed) Finish(monotonicNs, utcNs, flags);
        else _isBusy = false;
        _region.Unpin();
    }

    /// <summary>Gives up a sample that was begun. Its slot stays odd, which no subscriber waits for, until the next one.</summary>
    internal void Abandon()
    {
        _isBusy = false;
        _region.Unpin();
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
        if (_isBusy) throw new InvalidOperationException($"Topic '{Name}' is being published to already: by another thread, or by a " +
            "sample that was begun and neither committed nor disposed. A topic has one writer at a time.");
        ShowAgain();
        return Enter();
    }

    private void Finish(long monotonicNs, long utcNs, SampleFlags flags)
    {
        _ring.Commit(monotonicNs, utcNs, (uint)flags);
        _waker.Raise();
        Step.Reached("publish.raised");
        _isBusy = false;
    }

    /// <summary>Builds a new instance and shows it. One that follows an earlier one takes over its samples.</summary>
    private void Build(Publication? before)
    {
        _place.Sweep(keep: Guid.Empty);
        var instance = Guid.NewGuid();
        var layout = TopicLayout.For(Schema.Bytes.Length, Schema.SampleSizeBytes, _options.History);
        var peers = SharedMemory.Create(_place.Peers(instance), PeersHeader.RegionSizeBytes, _options.Access, peersWrite: true);
        SharedMemory? region = null;
        try
        {
            var peersHeader = (PeersHeader*)peers.Address;
            peersHeader->Magic = PeersHeader.MagicText;
            peersHeader->Major = TopicHeader.CurrentMajor;
            peersHeader->InstanceId = instance;
            Step.Reached("create.peers");

            region = SharedMemory.Create(_place.Region(instance), layout.TotalSizeBytes, _options.Access, peersWrite: false);
            var header = (TopicHeader*)region.Address;
            Fill(header, layout, instance);
            Schema.Bytes.CopyTo(new Span<byte>(region.Address + header->SchemaOffset, Schema.Bytes.Length));
            var ring = new RingWriter(region.Address, layout);
            if (before is not null)
            {
                ring.CopyFrom(before._ring);
                header->ContinuesInstanceId = before._instance;
                header->IntervalNs = before.Header->IntervalNs;
            }
            Step.Reached("create.filled");
            // Ready last, and only then the name: whoever finds the topic finds all of it.
            Volatile.Write(ref header->State, TopicHeader.StateReady);
            Step.Reached("create.ready");
            region.Show(_place.Topic);
            Step.Reached("create.shown");

            var wakesAlways = (header->Flags & TopicHeader.FlagWakesAlways) != 0;
            (_region, _peers, _ring, _instance) = (region, peers, ring, instance);
            _waker = Waker.Create(&header->Signal, peersHeader, wakesAlways, _place.Peers(instance));
        }
        catch
        {
            // The peers region has its final name from the start; it goes again with the next publisher's sweep at the latest.
            peers.Withdraw(_place.Peers(instance));
            region?.Withdraw(_place.Region(instance));
            region?.Dispose();
            peers.Dispose();
            throw;
        }
    }

    private void Fill(TopicHeader* header, in TopicLayout layout, Guid instance)
    {
        header->Magic = TopicHeader.MagicText;
        header->ByteOrderMark = TopicHeader.LittleEndianMark;
        header->Major = TopicHeader.CurrentMajor;
        header->Minor = TopicHeader.CurrentMinor;
        header->HeaderSizeBytes = TopicHeader.SizeBytes;
        // Linux: users who may read may not write peers, so the publisher cannot know that they sleep. Windows lets them
        // write there, since each sleeper must be found.
        header->Flags = _options.Access != Access.Everyone ? 0
            : TopicHeader.FlagEveryone | (OperatingSystem.IsLinux() ? TopicHeader.FlagWakesAlways : 0);
        header->TotalSizeBytes = layout.TotalSizeBytes;
        header->InstanceId = instance;
        header->SchemaOffset = TopicHeader.SizeBytes;
        header->SchemaSizeBytes = layout.SchemaSizeBytes;
        header->FieldCount = (uint)Schema.Fields.Count;
        header->SampleSizeBytes = layout.SampleSizeBytes;
        header->RingOffset = layout.RingOffset;
        header->SlotCount = layout.SlotCount;
        header->SlotSizeBytes = layout.SlotSizeBytes;
        header->PublisherPid = Environment.ProcessId;
        header->CreatedUtcNs = TopicClock.UtcNs;
        header->CreatedMonotonicNs = TopicClock.MonotonicNs;
        using (var process = Process.GetCurrentProcess())
            header->ProcessStartedUtcNs = (process.StartTime.ToUniversalTime() - DateTime.UnixEpoch).Ticks * 100;
        FixedText.Write(new Span<byte>(header->Program, TopicHeader.ProgramSizeBytes),
            Path.GetFileNameWithoutExtension(Environment.ProcessPath) ?? "");
        FixedText.Write(new Span<byte>(header->Name, TopicHeader.NameSizeBytes), _place.Name);
        header->IntervalNs = _options.Interval.Ticks * 100;
        // Above zero from the start: zero is what SleptOn is while nobody ever slept.
        header->Signal = 1;
    }

    /// <summary>The watch's look: are the names still there? The publishing thread puts them back, it alone may write.</summary>
    void IWatched.Look()
    {
        if (_isDisposed || !_region.TryPin()) return;
        if (!_region.IsShown(_place.Topic) || !_lease.IsShown) _mustShowAgain = true;
        _region.Unpin();
    }

    /// <summary>Somebody deleted the files of a living topic: publishes it again, history and all, as a new instance.</summary>
    private void ShowAgain()
    {
        if (_lost is not null) throw new TopicException(_lost.Error, _lost.Message);
        _ = Place.ForPublisher(Name, _options.Access); // the directory may be gone too
        if (!_lease.IsShown)
        {
            if (Lease.TryAcquire(_place.Lease, _options.Access) is not { } lease)
                throw _lost = new TopicException(TopicError.LeaseLost, $"Cannot publish '{Name}' any more: its files were deleted, and " +
                    $"meanwhile another publisher took the name ({Holder(_place)}). End one of the two.");
            _lease.Dispose();
            _lease = lease;
        }
        var (region, peers, waker) = (_region, _peers, _waker);
        Build(before: this);
        _mustShowAgain = false;
        // The old region closes without saying "stopped": its subscribers find the new one by the name.
        waker.WakeAll();
        waker.Dispose();
        region.Dispose();
        peers.Dispose();
    }

    public void Dispose()
    {
        if (_isDisposed) return;
        _isDisposed = true;
        Watch.Remove(this);
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

    private static TopicException AlreadyPublished(Place place) => new(TopicError.AlreadyPublished,
        $"Cannot publish '{place.Name}': it is published already, by {Holder(place)}. A topic has one publisher; stop that one first.");

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
