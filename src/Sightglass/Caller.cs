using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Sightglass.Layout;
using Sightglass.Memory;
using Sightglass.Peers;
using Sightglass.Signals;

namespace Sightglass;

/// <summary>
/// A subscriber's side of the calls of one instance. Any thread may call, any number of calls at a time.
/// </summary>
internal sealed unsafe partial class Caller : IDisposable
{
    /// <summary>
    /// A call looks for its reply for so long before it sleeps: a publisher that is awake answers within it, and one
    /// that had to be woken mostly too.
    /// </summary>
    private static readonly long _lookAroundTicks = Stopwatch.Frequency / 10_000; // 100 µs
    private const int PausesBetweenLooks = 8;

    /// <summary>After so much of it, whoever else wants the processor may have it, perhaps the publisher.</summary>
    private static readonly long _pauseTicks = Stopwatch.Frequency / 500_000; // 2 µs

    /// <summary>A publisher that has just made the region fills it within microseconds.</summary>
    private const int ReadyPatienceMs = 100;

    private readonly string _topic;
    private readonly SharedMemory _region;
    private readonly CallTable _table;
    private readonly EntryRange _seats;
    private readonly EntryLock _seat;
    private readonly Bell _bell;
    private readonly Sleeper _sleeper;
    private readonly Lock _lock = new();
    private readonly List<PendingCall> _pending = [];
    private EntryLocks? _locks;
    private Entry? _entry;
    private bool _isDisposed;
    private int _slowInARow;

    private Caller(string topic, string name, SharedMemory region, in CallTable table, EntryLock seat)
    {
        (_topic, _region, _seat) = (topic, region, seat);
        _table = table;
        _seats = table.Seats(name);
        var header = _table.Header;
        var own = _table.Seat(seat.Index);
        _bell = Bell.Open(&header->Signal, &header->Looking, name);
        _sleeper = Sleeper.Create(&own->Signal, &own->SleptOn, seat.Event);
        // Whoever had this seat before is dead, or it would not be free.
        _table.FreeSeat(seat.Index);
    }

    /// <exception cref="CallException">The publisher takes no calls, or none of this user, or of no more
    /// callers.</exception>
    internal static Caller Open(Place place, Guid instance, bool everyone)
    {
        var (topic, name) = (place.Name, place.Calls(instance));
        var region = OpenRegion(topic, name);
        try
        {
            var layout = AwaitReady(topic, region);
            var table = new CallTable(region.Address, layout);
            var seat = EntryLock.TryTake(table.Seats(name), everyone) ?? throw new CallException(CallError.Busy,
                $"Cannot call '{topic}': all its {layout.SeatCount} seats for callers are taken.");
            try
            {
                return new Caller(topic, name, region, table, seat);
            }
            catch
            {
                seat.Dispose();
                throw;
            }
        }
        catch (TopicException e)
        {
            region.Dispose();
            throw new CallException(CallError.Refused, $"Cannot call '{topic}'. {e.Message}");
        }
        catch
        {
            region.Dispose();
            throw;
        }
    }

    private static SharedMemory OpenRegion(string topic, string name)
    {
        try
        {
            return SharedMemory.Open(name, writable: true);
        }
        catch (TopicException e) when (e.Error is TopicError.NotFound)
        {
            throw new CallException(CallError.NoSuchVerb, $"The publisher of '{topic}' takes no calls.");
        }
        catch (TopicException e)
        {
            throw new CallException(CallError.Refused, $"Cannot call '{topic}': its publisher takes calls of its own " +
                $"user only, or the system is in the way. {e.Message}");
        }
    }

    private static CallsLayout AwaitReady(string topic, SharedMemory region)
    {
        var deadline = new Deadline(TimeSpan.FromMilliseconds(ReadyPatienceMs));
        while (true)
        {
            var fault = $"it has {region.SizeBytes} bytes";
            if (region.SizeBytes >= CallsHeader.SizeBytes)
            {
                // A private copy: it cannot change between check and use.
                var header = MemoryMarshal.Read<CallsHeader>(
                    new ReadOnlySpan<byte>(region.Address, CallsHeader.SizeBytes));
                fault = CallsLayout.Check(header, region.SizeBytes, out var layout);
                if (fault is null) return layout;
            }
            if (deadline.IsOver) throw new CallException(CallError.Failed, $"Cannot call '{topic}': {fault}.");
            Thread.Yield();
        }
    }

    internal ValueTask<TReply> Call<TReply>(string verb, ReadOnlySpan<byte> request, ReadReply<TReply> read,
        TimeSpan timeout, CancellationToken cancel)
    {
        var deadline = new Deadline(timeout);
        if (cancel.IsCancellationRequested) return ValueTask.FromCanceled<TReply>(cancel);
        ObjectDisposedException.ThrowIf(!_region.TryPin(), typeof(Subscriber));
        try
        {
            var ticket = Request(verb, request);
            if (LookForReply(ticket)) return new(TakeReply(ticket, read));
            var pending = new PendingCall<TReply>(ticket, read);
            Wait(pending);
            pending.EndBy(deadline.RemainingMs, End,
                $"'{_topic}' did not answer '{verb}' within {timeout.TotalMilliseconds:0.###} ms.", cancel);
            return new(pending.Task);
        }
        catch (CallException e)
        {
            return ValueTask.FromException<TReply>(e); // like the errors of a call that takes longer
        }
        finally
        {
            _region.Unpin();
        }
    }

    private CallTicket Request(string verb, ReadOnlySpan<byte> request)
    {
        Span<byte> verbBytes = stackalloc byte[CallVerbs.MaxVerbLength];
        verbBytes = verbBytes[..Encoding.UTF8.GetBytes(verb, verbBytes)];
        if (!_table.TryRequest(_seat.Index, verbBytes, request, out var ticket))
        {
            // What dead callers left is taken back here too, and not only when the publisher comes by.
            lock (_lock) _locks ??= EntryLocks.Look(_seats);
            _ = _table.Sweep(_locks.IsTaken);
            if (!_table.TryRequest(_seat.Index, verbBytes, request, out ticket))
                throw new CallException(CallError.Busy,
                    $"Cannot call '{_topic}': all its {_table.EntryCount} entries for calls are taken. Try again.");
        }
        Step.Reached("call.requested");
        _bell.Ring(); // a full fence between the request and the look at the state, as Answerer.Close needs it
        if (Volatile.Read(ref _table.Header->State) == CallsHeader.StateOpen) return ticket;
        if (_table.Look(ticket) == CallLook.Replied) return ticket; // answered by the close
        _table.Abandon(ticket);
        throw new CallException(CallError.Stopped, $"'{_topic}' was closed by its publisher.");
    }

    private bool LookForReply(in CallTicket ticket)
    {
        // A publisher that was slow again and again is not worth a processor; now and then it is tried.
        const int MaxSlow = 8, TryAgainAfter = 64;
        if (_slowInARow > MaxSlow && _slowInARow++ < TryAgainAfter) return false;
        var start = Stopwatch.GetTimestamp();
        while (_table.Look(ticket) == CallLook.UnderWay)
        {
            var elapsed = Stopwatch.GetTimestamp() - start;
            if (elapsed > _lookAroundTicks)
            {
                if (_slowInARow++ > MaxSlow) _slowInARow = MaxSlow + 1;
                return false;
            }
            if (elapsed < _pauseTicks) Thread.SpinWait(PausesBetweenLooks);
            else Thread.Yield();
        }
        _slowInARow = 0;
        return true;
    }

    /// <exception cref="CallException">The reply is an error, or the call was taken away.</exception>
    private TReply TakeReply<TReply>(in CallTicket ticket, ReadReply<TReply> read)
    {
        Span<byte> bytes = stackalloc byte[CallEntry.MaxBodySizeBytes];
        if (TryTake(ticket, bytes, out var sizeBytes) is { } error) throw error;
        return read(bytes[..sizeBytes]);
    }

    /// <summary>Takes a reply that is there, or finds that the call is not this caller's any more.</summary>
    private CallException? TryTake(in CallTicket ticket, Span<byte> bytes, out int sizeBytes)
    {
        if (!_table.TryTakeReply(ticket, bytes, out sizeBytes, out var status))
            return new(CallError.Failed, $"The call to '{_topic}' was lost: another process wrote over it.");
        return status == (uint)CallStatus.Done ? null : new(Of((CallStatus)status), FixedText.Read(bytes[..sizeBytes]));
    }

    private static CallError Of(CallStatus status) => status switch
    {
        CallStatus.NoSuchVerb => CallError.NoSuchVerb,
        CallStatus.Refused => CallError.Refused,
        CallStatus.Busy => CallError.Busy,
        CallStatus.Stopped => CallError.Stopped,
        CallStatus.Restarted => CallError.Restarted,
        _ => CallError.Failed, // and whatever else may stand there
    };
}
