using System.Diagnostics;
using Sightglass.Layout;
using Sightglass.Leases;
using Sightglass.Memory;
using Sightglass.Peers;
using Sightglass.Ring;
using Sightglass.Signals;

namespace Sightglass;

internal sealed unsafe partial class Publication
{
    /// <summary>Builds a new instance and shows it. One that follows an earlier one takes over its samples.</summary>
    private void Build(Publication? before)
    {
        _place.Sweep(keep: Guid.Empty);
        var instance = Guid.NewGuid();
        var layout = TopicLayout.For(Schema.Bytes.Length, Schema.SampleSizeBytes, _options.History);
        var peers = SharedMemory.Create(_place.Peers(instance), PeersHeader.RegionSizeBytes, _options.Access,
            Rights.Peers);
        SharedMemory? region = null;
        try
        {
            var peersHeader = (PeersHeader*)peers.Address;
            peersHeader->Describe(instance);
            Step.Reached("create.peers");

            region = SharedMemory.Create(_place.Region(instance), layout.TotalSizeBytes, _options.Access,
                Rights.Read);
            var header = (TopicHeader*)region.Address;
            Fill(header, layout, instance);
            Schema.Bytes.CopyTo(new Span<byte>(region.Address + header->SchemaOffset, Schema.Bytes.Length));
            var ring = new RingWriter(region.Address, layout);
            if (before is not null)
            {
                ring.CopyFrom(before._ring);
                header->ContinuesInstanceId = before._instance;
                header->IntervalNs = before.Header->IntervalNs;
                header->Paused = before.Header->Paused;
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
            // The peers region has its final name from the start; it goes again with the next publisher's sweep at the
            // latest.
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
        // Linux: users who may read may not write peers, so the publisher cannot know that they sleep. Windows lets
        // them write there, since each sleeper must be found.
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

    /// <summary>
    /// The watch's look: are the names still there? The publishing thread puts them back, it alone may write.
    /// </summary>
    void IWatched.Look()
    {
        var region = _region; // the publishing thread may put another in its place during the look
        if (_isDisposed || !region.TryPin()) return;
        if (!region.IsShown(_place.Topic) || !_lease.IsShown) _mustShowAgain = true;
        region.Unpin();
        _calls?.Sweep();
        var peers = _peers;
        if (!peers.TryPin()) return;
        ((PeersHeader*)peers.Address)->Describe(_instance); // a hostile subscriber may have written over it
        peers.Unpin();
        if (_subscribersChanged is not { } changed || HasSubscribers == _hadSubscribers) return;
        _hadSubscribers = !_hadSubscribers;
        changed();
    }

    bool IWatched.IsPatient => _subscribersChanged is null;

    private void RestartCalls(Answerer old)
    {
        try
        {
            _calls = Answerer.Start(_place, _instance, _verbs, _options.CallAccess);
        }
        catch (TopicException)
        {
            _calls = null; // no memory for calls now; samples go on, and callers are told that no verb is there
        }
        old.Close(CallStatus.Restarted);
    }

    /// <summary>
    /// Somebody deleted the files of a living topic: publishes it again, history and all, as a new instance.
    /// </summary>
    private void ShowAgain()
    {
        if (_lost is not null) throw new TopicException(_lost.Error, _lost.Message);
        if (_region.IsShown(_place.Topic) && _lease.IsShown)
        {
            _mustShowAgain = false; // the watch looked while the names were being put back
            return;
        }
        _ = Place.ForPublisher(Name, _options.Access); // the directory may be gone too
        if (!_lease.IsShown)
        {
            if (Lease.TryAcquire(_place.Lease, _options.Access) is not { } lease)
                throw _lost = new TopicException(TopicError.LeaseLost,
                    $"Cannot publish '{Name}' any more: its files were deleted, and " +
                    $"meanwhile another publisher took the name ({Holder(_place)}). End one of the two.");
            _lease.Dispose();
            _lease = lease;
        }
        var (region, peers, waker) = (_region, _peers, _waker);
        Build(before: this);
        _mustShowAgain = false;
        if (_calls is { } calls) RestartCalls(calls);
        // The old region closes without saying "stopped": its subscribers find the new one by the name.
        waker.WakeAll();
        waker.Dispose();
        region.Dispose();
        peers.Dispose();
    }
}
