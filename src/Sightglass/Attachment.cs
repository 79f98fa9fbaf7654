using System.Runtime.InteropServices;
using Sightglass.Layout;
using Sightglass.Leases;
using Sightglass.Memory;
using Sightglass.Peers;
using Sightglass.Ring;
using Sightglass.Signals;

namespace Sightglass;

/// <summary>One instance of a topic, mapped read-only and checked: everything that a subscriber needs of it.</summary>
internal sealed unsafe class Attachment : IDisposable
{
    /// <summary>A topic is late after so many intervals, and never before this grace has passed.</summary>
    private const int LateAfterIntervals = 3;
    private const long LateGraceNs = 250_000_000;

    private readonly Place _place;
    private readonly SharedMemory? _peers;
    private readonly Presence? _presence;
    private readonly TopicLayout _layout;
    private readonly Lock _callerLock = new();
    private Caller? _caller;
    private bool _isDoubted;
    private int _pins = 1;

    private Attachment(Place place, SharedMemory region, SharedMemory? peers, in TopicHeader header,
        in TopicLayout layout,
        Schema schema, bool isPresent)
    {
        _place = place;
        _peers = peers;
        _layout = layout;
        Region = region;
        Schema = schema;
        Instance = header.InstanceId;
        Continues = header.ContinuesInstanceId;
        Access = (header.Flags & TopicHeader.FlagEveryone) != 0 ? Access.Everyone : Access.Owner;
        Publisher = Describe(header);
        Reader = new RingReader(region.Address, layout);
        Sleeper = Sleeper.Create(&((TopicHeader*)region.Address)->Signal, peers is null ? null
            : (PeersHeader*)peers.Address,
            (header.Flags & TopicHeader.FlagWakesAlways) != 0, place.Peers(Instance), Access == Access.Everyone);
        if (isPresent)
            _presence = Presence.Enter(place.Peers(Instance), peers is null ? null : (PeersHeader*)peers.Address,
                peers?.SizeBytes ?? 0);
    }

    internal SharedMemory Region { get; }

    internal Schema Schema { get; }

    internal RingReader Reader { get; }

    internal Sleeper Sleeper { get; }

    internal Guid Instance { get; }

    /// <summary>The instance whose samples this one took over, or zero.</summary>
    internal Guid Continues { get; }

    internal Access Access { get; }

    internal PublisherInfo Publisher { get; }

    internal ulong SizeBytes => _layout.TotalSizeBytes;

    // Whatever stands there: three of it must not overflow.
    internal long IntervalNs => Math.Clamp(Volatile.Read(ref Header->IntervalNs), 0, long.MaxValue / 4);

    /// <summary>Whether the topic's name still leads here.</summary>
    internal bool IsShown => Region.IsShown(_place.Topic);

    private TopicHeader* Header => (TopicHeader*)Region.Address;

    /// <param name="place">Where to look.</param>
    /// <param name="expected">The schema that the topic must have, or null for any.</param>
    /// <param name="isPresent">Whether the publisher shall know that somebody looks.</param>
    /// <exception cref="TopicException">There is no topic, it may not be read, or it is none that can be
    /// read.</exception>
    internal static Attachment Open(Place place, Schema? expected, bool isPresent)
    {
        if (place.Fault is { } fault)
            throw new TopicException(TopicError.AccessDenied, $"Cannot open '{place.Name}': {fault}");
        var region = SharedMemory.OpenShown(place.Topic);
        SharedMemory? peers = null;
        try
        {
            var header = ReadHeader(place, region);
            if (TopicLayout.Check(header, region.SizeBytes, out var layout) is { } broken) throw Damaged(place, broken);
            // A private copy: it cannot change between check and use.
            var bytes = new ReadOnlySpan<byte>(region.Address + header.SchemaOffset,
                (int)header.SchemaSizeBytes).ToArray();
            var schema = SchemaBytes.Decode(bytes, header.FieldCount, header.SampleSizeBytes, out broken)
                ?? throw Damaged(place, broken);
            if (expected is not null && schema.FirstDifference(expected) is { } difference)
                throw new TopicException(TopicError.WrongType,
                    $"Cannot open '{place.Name}' as this type: {difference}. " +
                    $"See the topic's fields with `sightglass describe {place.Name}`.");
            peers = isPresent ? OpenPeers(place, header.InstanceId) : null;
            return new Attachment(place, region, peers, header, layout, schema, isPresent);
        }
        catch
        {
            peers?.Dispose();
            region.Dispose();
            throw;
        }
    }

    /// <summary>What can be told of the publisher now. Called by one thread at a time.</summary>
    internal TopicState Judge()
    {
        if (Volatile.Read(ref Header->State) == TopicHeader.StateClosed) return TopicState.Stopped;
        var look = Lease.Look(_place.Lease);
        // A lease that is missing may have been deleted under a living publisher, which puts it back with its next
        // sample; until then the region tells. The second look is for the moment in which it is put back.
        var isMissing = look == LeaseLook.Missing && !Region.IsHeld;
        var isDead = look == LeaseLook.Free || (isMissing && _isDoubted);
        _isDoubted = isMissing;
        // The close comes before the lease is given back, so a clean end seen between the two looks is no death.
        if (isDead) return Volatile.Read(ref Header->State) == TopicHeader.StateClosed ? TopicState.Stopped
            : TopicState.Died;
        if (Volatile.Read(ref Header->Paused) != 0) return TopicState.Paused;
        return IsLate() ? TopicState.Silent : TopicState.Live;
    }

    /// <summary>Says how far the subscriber has read. Only inside <see cref="InFlight"/>.</summary>
    internal void Follow(ulong position) => _presence?.Follow(position);

    /// <summary>Whether the publisher has closed the topic.</summary>
    internal bool IsClosed => Volatile.Read(ref Header->State) == TopicHeader.StateClosed;

    /// <summary>This instance's calls; the first caller opens them. Only while pinned.</summary>
    /// <exception cref="CallException">The publisher takes none.</exception>
    internal Caller OpenCaller()
    {
        lock (_callerLock) return _caller ??= Caller.Open(_place, Instance, Access == Access.Everyone);
    }

    /// <summary>Ends the calls under way: no reply comes any more.</summary>
    internal void EndCalls(Func<string, Exception> error) => Volatile.Read(ref _caller)?.EndAll(error);

    /// <summary>Ends calls whose replies are there, though nobody was woken by them.</summary>
    internal void LookAtCalls() => Volatile.Read(ref _caller)?.LookAfter();

    private bool IsLate()
    {
        var interval = IntervalNs;
        if (interval == 0) return false;
        var newest = Reader.TryReadLatest([], out var stamps, out _) ? stamps.MonotonicNs : Header->CreatedMonotonicNs;
        return TopicClock.MonotonicNs - newest > Math.Max(LateAfterIntervals * interval, interval + LateGraceNs);
    }

    private static TopicHeader ReadHeader(Place place, SharedMemory region)
    {
        if (region.SizeBytes < TopicHeader.SizeBytes)
            throw Damaged(place, $"it has {region.SizeBytes} bytes and a header has {TopicHeader.SizeBytes}");
        var header = MemoryMarshal.Read<TopicHeader>(new ReadOnlySpan<byte>(region.Address, TopicHeader.SizeBytes));
        if (header.Magic != TopicHeader.MagicText) throw Damaged(place, "it does not begin as a topic does");
        if (header.ByteOrderMark != TopicHeader.LittleEndianMark)
            throw Damaged(place, "its byte order is not this machine's");
        if (header.Major != TopicHeader.CurrentMajor)
            throw new TopicException(TopicError.IncompatibleLayout,
                $"Cannot open '{place.Name}': its memory layout is {header.Major}.{header.Minor} " +
                $"and this program reads {TopicHeader.CurrentMajor}.x. Use the same version of Sightglass on both " +
                "sides.");
        return header.State is TopicHeader.StateReady or TopicHeader.StateClosed ? header
            : throw Damaged(place, $"its state is {header.State}, which no topic that can be found has");
    }

    private static SharedMemory? OpenPeers(Place place, Guid instance)
    {
        try
        {
            var peers = SharedMemory.Open(place.Peers(instance), writable: true);
            if (peers.SizeBytes >= PeersHeader.SizeBytes) return peers;
            peers.Dispose();
        }
        catch (TopicException)
        {
            // Another user's, or the publisher closed it meanwhile: reading goes on without.
        }
        return null;
    }

    private static PublisherInfo Describe(TopicHeader header)
    {
        var program = FixedText.Read(new ReadOnlySpan<byte>(header.Program, TopicHeader.ProgramSizeBytes));
        return new(header.PublisherPid, program, Moment(header.ProcessStartedUtcNs), Moment(header.CreatedUtcNs));
    }

    private static DateTimeOffset Moment(long utcNs) => TopicClock.ToDateTime(Math.Clamp(utcNs, 0, long.MaxValue));

    private static TopicException Damaged(Place place, string how) => new(TopicError.Damaged,
        $"Cannot open '{place.Name}' ({place.Topic}): {how}. Start its publisher anew; it puts a sound topic in its " +
        "place.");

    /// <summary>Keeps it open for a sleep or a look from another thread; false when it is closed already.</summary>
    internal bool TryPin()
    {
        int pins;
        do
        {
            pins = Volatile.Read(ref _pins);
            if (pins == 0) return false;
        }
        while (Interlocked.CompareExchange(ref _pins, pins + 1, pins) != pins);
        return true;
    }

    /// <summary>Takes a pin off, or the owner's hold; with the last one it closes.</summary>
    internal void Unpin()
    {
        if (Interlocked.Decrement(ref _pins) > 0) return;
        _caller?.Dispose();
        Region.Dispose(); // waits for those that are copying
        _presence?.Dispose();
        Sleeper.Dispose();
        _peers?.Dispose();
    }

    /// <summary>The owner lets go.</summary>
    public void Dispose() => Unpin();
}
