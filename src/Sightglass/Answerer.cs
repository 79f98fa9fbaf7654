using System.Diagnostics;
using Sightglass.Layout;
using Sightglass.Memory;
using Sightglass.Peers;
using Sightglass.Signals;

namespace Sightglass;

/// <summary>
/// The publisher's side of the calls of one instance: threads of its own that take requests and run handlers, so that
/// no thread that measures ever meets a caller. One thread more than may run handlers at one time, so one is always
/// left to look and, at worst, to say "busy": a handler that hangs holds up its caller and nobody else.
/// </summary>
internal sealed unsafe partial class Answerer
{
    /// <summary>So many handlers run at one time, awaiting ones included.</summary>
    internal const int MaxRunning = 16;

    private const int FirstWorkers = 2, StackSizeBytes = 256 * 1024;

    /// <summary>A thread that took a request looks around for so long before it sleeps again.</summary>
    private static readonly long _lookAroundTicks = Stopwatch.Frequency / 20_000; // 50 µs
    private const int PausesBetweenLooks = 16;

    /// <summary>After so many rings without a request, somebody plays with the bell: the thread slows down.</summary>
    private const int MaxVainRings = 1000, VainPauseMs = 1;

    private readonly string _topic, _name;
    private readonly Guid _instance;
    private readonly CallVerbs _verbs;
    private readonly SharedMemory _region;
    private readonly CallTable _table;
    private readonly EntryLocks _locks;
    private readonly Func<int, string> _seatEvent;
    private readonly Bell _bell;
    private readonly ulong[] _inWork = new ulong[CallsLayout.DefaultEntryCount];
    private readonly ulong[] _doubted = new ulong[CallsLayout.DefaultEntryCount];
    private int _users = 1; // threads, and whoever closes
    private int _idle, _running;
    private readonly Lock _closing = new(); // the closed state must not be written over by a repair
    private volatile bool _isClosed;

    private Answerer(string topic, string name, Guid instance, CallVerbs verbs, SharedMemory region, Access access)
    {
        (_topic, _name, _instance, _verbs, _region) = (topic, name, instance, verbs, region);
        var layout = CallsLayout.Default;
        _table = new CallTable(region.Address, layout);
        var header = _table.Header;
        _bell = Bell.Create(&header->Signal, &header->Looking, name, access);
        var seats = _table.Seats(name);
        _locks = EntryLocks.Look(seats);
        _seatEvent = seats.EventName;
    }

    /// <summary>Makes the region and starts to take calls.</summary>
    /// <exception cref="TopicException">The system refuses.</exception>
    internal static Answerer Start(Place place, Guid instance, CallVerbs verbs, Access access)
    {
        var name = place.Calls(instance);
        var region = SharedMemory.Create(name, CallsLayout.Default.SizeBytes, access, Rights.Write);
        try
        {
            var answerer = new Answerer(place.Name, name, instance, verbs, region, access);
            CallTable.Format(region.Address, instance);
            for (var i = 0; i < FirstWorkers; i++) answerer.AddWorker();
            return answerer;
        }
        catch
        {
            region.Withdraw(name);
            region.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The watch's look: frees what dead callers left, and puts right what a hostile one wrote over.
    /// </summary>
    internal void Sweep()
    {
        if (!TryUse()) return; // closed, and what it looks with is gone
        lock (_closing)
        {
            if (!_isClosed) CallTable.Describe(_region.Address, _instance);
        }
        _bell.Repair();
        if (_table.Sweep(_locks.IsTaken, IsForged) > 0 && _table.HasRequest()) _bell.WakeOne();
        _region.Unpin();
        Leave();
    }

    /// <summary>Keeps the region mapped and the rest open, unless all have left.</summary>
    private bool TryUse()
    {
        int users;
        do
        {
            users = Volatile.Read(ref _users);
            if (users == 0) return false;
        }
        while (Interlocked.CompareExchange(ref _users, users + 1, users) != users);
        if (_region.TryPin()) return true;
        Leave();
        return false;
    }

    /// <summary>
    /// A word says that this side is at work on the entry, and it is not, seen twice: it may just have been taken.
    /// </summary>
    private bool IsForged(int index, CallWord word)
    {
        var call = word.With(CallState.Handling).Bits;
        var isDoubted = _doubted[index] == call;
        _doubted[index] = call;
        return isDoubted && Volatile.Read(ref _inWork[index]) != call;
    }

    /// <summary>Answers everybody who waits, and takes no call any more. Does not wait for handlers.</summary>
    internal void Close(CallStatus why)
    {
        lock (_closing)
        {
            if (_isClosed) return;
            _isClosed = true;
            Volatile.Write(ref _table.Header->State, CallsHeader.StateClosed);
        }
        // Between the closed state and the look at the requests. A caller writes its request and then looks at the
        // state: without the fence both could miss the other, and that caller would wait for nobody.
        Interlocked.MemoryBarrier();
        var text = why == CallStatus.Restarted ? "was published anew" : "was closed by its publisher";
        for (var i = 0; i < _table.EntryCount; i++)
            if (_table.TryTakeAny(i, out var ticket)) Reply(ticket, why, $"'{_topic}' {text} before it replied.");
        _bell.Ring();
        _bell.WakeOne(); // each thread that ends wakes the next
        _region.Withdraw(_name);
        _region.Dispose();
        Leave();
    }

    private void AddWorker()
    {
        if (!TryUse()) return;
        Interlocked.Increment(ref _idle);
        try
        {
            new Thread(Work, StackSizeBytes) { IsBackground = true, Name = "Sightglass calls" }.UnsafeStart();
        }
        catch (Exception e) when (e is OutOfMemoryException or ThreadStartException)
        {
            // The system gives no more threads: those that are there go on, and callers wait for them.
            Interlocked.Decrement(ref _idle);
            _region.Unpin();
            Leave();
        }
    }

    private void Leave()
    {
        if (Interlocked.Decrement(ref _users) > 0) return;
        _bell.Dispose();
        _locks.Dispose();
    }

    private void Work()
    {
        var call = new Call();
        var (from, vainRings, lastTaken) = (0, 0, 0L);
        _bell.BeginLooking();
        while (!_isClosed)
        {
            var seen = _bell.Seen;
            if (_table.TryTake(from, call.Verb, call.Request, out var sizeBytes, out var ticket))
            {
                Volatile.Write(ref _inWork[ticket.Index], ticket.Word.Bits);
                (from, vainRings) = (ticket.Index + 1, 0);
                Handle(call, sizeBytes, ticket, seen);
                lastTaken = Stopwatch.GetTimestamp();
                continue;
            }
            if (++vainRings <= MaxVainRings && LookAround(lastTaken, seen)) continue;
            if (_bell.EndLooking(seen) && !_isClosed)
            {
                vainRings = 0;
                _bell.Sleep(seen, timeoutMs: -1);
            }
            else if (vainRings > MaxVainRings) Thread.Sleep(VainPauseMs);
            _bell.BeginLooking();
        }
        _ = _bell.EndLooking(0);
        _bell.WakeOne();
        _region.Unpin();
        Leave();
    }

    /// <summary>Whether the bell rings within a moment of the last request.</summary>
    private bool LookAround(long lastTaken, ulong seen)
    {
        while (Stopwatch.GetTimestamp() - lastTaken < _lookAroundTicks)
        {
            if (_bell.Seen != seen) return true;
            // Each look takes the cache line from the caller, so not too many of them.
            Thread.SpinWait(PausesBetweenLooks);
        }
        return false;
    }

    /// <summary>What one thread needs for one call.</summary>
    private sealed class Call
    {
        internal byte[] Verb { get; } = new byte[CallEntry.VerbSizeBytes];

        internal byte[] Request { get; } = new byte[CallEntry.MaxBodySizeBytes];

        internal byte[] Answer { get; } = new byte[CallEntry.MaxBodySizeBytes];
    }
}
