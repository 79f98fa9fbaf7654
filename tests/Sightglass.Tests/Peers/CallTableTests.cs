using System.Runtime.InteropServices;
using System.Text;
using CsCheck;
using Shouldly;
using Sightglass.Layout;
using Sightglass.Peers;
using Sightglass.Tests.Processes;
using Xunit;

namespace Sightglass.Tests.Peers;

public sealed unsafe class CallTableTests : IDisposable
{
    private readonly byte* _region = (byte*)NativeMemory.AllocZeroed((nuint)CallsLayout.Default.SizeBytes);
    private readonly CallTable _table;
    private readonly byte[] _verb = new byte[CallEntry.VerbSizeBytes], _body = new byte[CallEntry.MaxBodySizeBytes];

    public CallTableTests()
    {
        CallTable.Format(_region, Guid.NewGuid());
        _table = new CallTable(_region, CallsLayout.Default);
    }

    public void Dispose() => NativeMemory.Free(_region);

    [Fact]
    public void A_call_goes_through_its_states_and_leaves_the_entry_free()
    {
        var asked = Ask(3, "one");
        _table.Look(asked).ShouldBe(CallLook.UnderWay);
        Take(out var taken).ShouldBe("one");
        _table.Look(asked).ShouldBe(CallLook.UnderWay);
        _table.TryReply(taken, CallStatus.Done, "two"u8).ShouldBeTrue();
        _table.Look(asked).ShouldBe(CallLook.Replied);
        TakeReply(asked).ShouldBe("two");
        _table.CountTaken().ShouldBe(0);
    }

    [Fact]
    public void A_request_is_taken_once()
    {
        Ask(3, "one");
        Take(out _).ShouldBe("one");
        Take(out _).ShouldBeNull();
    }

    [Fact]
    public void When_all_entries_are_taken_there_is_no_room_and_nothing_is_lost()
    {
        for (var i = 0; i < _table.EntryCount; i++) Ask(i, $"{i}");
        _table.TryRequest(1, "v"u8, "too many"u8, out _).ShouldBeFalse();
        var found = new HashSet<string>();
        while (Take(out _) is { } request) found.Add(request);
        found.Count.ShouldBe(_table.EntryCount);
    }

    [Fact]
    public void A_late_reply_does_not_reach_the_call_that_has_the_entry_now()
    {
        var first = Ask(3, "first");
        Take(out var late);
        _table.Abandon(first);
        var second = Ask(3, "second");
        second.Index.ShouldBe(first.Index); // or the test shows nothing
        _table.TryReply(late, CallStatus.Done, "for the first"u8).ShouldBeFalse();
        Take(out var taken).ShouldBe("second");
        _table.TryReply(late, CallStatus.Done, "for the first"u8).ShouldBeFalse();
        _table.TryReply(taken, CallStatus.Done, "for the second"u8).ShouldBeTrue();
        TakeReply(second).ShouldBe("for the second");
        _table.Look(first).ShouldBe(CallLook.Lost);
    }

    [Fact]
    public void A_caller_that_gives_up_while_the_reply_is_written_leaves_the_entry_to_the_publisher()
    {
        var asked = Ask(3, "one");
        Take(out var taken);
        Set(asked.Index, taken.Word.With(CallState.Replying)); // the publisher is in the middle of writing
        _table.Abandon(asked);
        _table.Look(asked.Index).State.ShouldBe(CallState.Abandoned);
        _table.TryRequest(asked.Index, "v"u8, "two"u8, out var other).ShouldBeTrue();
        other.Index.ShouldNotBe(asked.Index); // nobody gets it before the writing is over
    }

    [Fact]
    public void Only_what_dead_callers_left_is_swept()
    {
        var (dead, alive, done) = (Ask(1, "dead"), Ask(2, "alive"), Ask(1, "done"));
        while (Take(out var taken) is not null)
            if (taken.Index == done.Index) _table.TryReply(taken, CallStatus.Done, "reply"u8);
        _table.Sweep(seat => seat != 1).ShouldBe(1);
        _table.Look(dead).ShouldBe(CallLook.Lost);
        _table.Look(done).ShouldBe(CallLook.Lost);
        _table.Look(alive).ShouldBe(CallLook.UnderWay);
    }

    [Fact]
    public void A_new_owner_of_a_seat_begins_with_nothing_under_way()
    {
        var left = Ask(7, "left");
        var other = Ask(8, "other");
        _table.FreeSeat(7);
        _table.Look(left).ShouldBe(CallLook.Lost);
        _table.Look(other).ShouldBe(CallLook.UnderWay);
    }

    [Fact]
    public void Any_words_at_all_are_swept_or_belong_to_somebody_and_nothing_reaches_beyond_the_region() =>
        Gen.ULong.Array[CallsLayout.DefaultEntryCount].Sample(words =>
        {
            for (var i = 0; i < words.Length; i++)
            {
                Set(i, new CallWord(words[i]));
                *(uint*)(Entry(i) + 8) = (uint)(words[i] >> 7); // sizes that lie
                *(uint*)(Entry(i) + 12) = (uint)(words[i] >> 3);
            }
            while (Take(out var taken) is not null) _ = _table.TryReply(taken, CallStatus.Done, "x"u8);
            _table.Sweep(_ => false, (_, _) => true);
            _table.CountTaken().ShouldBe(0);
        }, iter: 2000, threads: 1); // there is one table

    /// <summary>
    /// Two callers that give up at any moment, and a publisher, on real threads. The broken twin lacks the turn in the
    /// word, and the same check must catch it.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reply_is_always_to_the_request_it_answers(bool isBroken)
    {
        // The twin has until it is caught; a patience that ends lets its callers go on when a request of theirs is lost.
        var turns = isBroken ? int.MaxValue : Scale.Of(200_000, 20_000);
        const int Patience = 100_000, CatchDeadlineMs = 30_000;
        var wrong = 0L;
        using var stop = new CancellationTokenSource();
        var answering = new Thread(() =>
        {
            var (verb, body) = (new byte[CallEntry.VerbSizeBytes], new byte[CallEntry.MaxBodySizeBytes]);
            var late = new Random(1);
            while (!stop.IsCancellationRequested)
            {
                if (!_table.TryTake(0, verb, body, out var size, out var ticket)) continue;
                if (late.Next(4) == 0) Thread.SpinWait(200);
                // What a table without turns would do: reply to whoever is being handled there now.
                if (isBroken && _table.Look(ticket.Index) is { State: CallState.Requested } other)
                {
                    var stolen = new CallTicket(ticket.Index, other.With(CallState.Handling));
                    if (Swap(ticket.Index, other, stolen.Word)) ticket = stolen;
                }
                _ = _table.TryReply(ticket, CallStatus.Done, body.AsSpan(0, size));
            }
        });
        if (isBroken) stop.CancelAfter(CatchDeadlineMs);
        answering.Start();
        var callers = Enumerable.Range(0, 2).Select(seat => new Thread(() =>
        {
            var (random, reply) = (new Random(seat), new byte[CallEntry.MaxBodySizeBytes]);
            Span<byte> request = stackalloc byte[8];
            for (long turn = 0; turn < turns && Volatile.Read(ref wrong) == 0 && !stop.IsCancellationRequested; turn++)
            {
                BitConverter.TryWriteBytes(request, turn << 1 | (uint)seat);
                if (!_table.TryRequest(seat, "v"u8, request, out var ticket)) continue;
                for (var patience = random.Next(3) == 0 ? random.Next(300) : Patience; patience > 0; patience--)
                    if (_table.Look(ticket) != CallLook.UnderWay) break;
                if (_table.Look(ticket) != CallLook.Replied) _table.Abandon(ticket);
                else if (_table.TryTakeReply(ticket, reply, out _, out _) && !request.SequenceEqual(reply.AsSpan(0, 8)))
                    Interlocked.Increment(ref wrong);
            }
        })).ToList();
        callers.ForEach(caller => caller.Start());
        callers.ForEach(caller => caller.Join());
        stop.Cancel();
        answering.Join();
        if (isBroken) wrong.ShouldBeGreaterThan(0);
        else wrong.ShouldBe(0);
        _table.Sweep(_ => false);
        if (!isBroken) _table.CountTaken().ShouldBe(0);
    }

    private CallTicket Ask(int seat, string request)
    {
        _table.TryRequest(seat, "v"u8, Encoding.UTF8.GetBytes(request), out var ticket).ShouldBeTrue();
        return ticket;
    }

    private string? Take(out CallTicket ticket) =>
        _table.TryTake(0, _verb, _body, out var size, out ticket) ? Encoding.UTF8.GetString(_body, 0, size) : null;

    private string TakeReply(CallTicket ticket)
    {
        _table.TryTakeReply(ticket, _body, out var size, out var status).ShouldBeTrue();
        status.ShouldBe((uint)CallStatus.Done);
        return Encoding.UTF8.GetString(_body, 0, size);
    }

    private byte* Entry(int index) =>
        _region + CallsLayout.Default.EntryOffset + (nint)index * CallEntry.SizeBytes;

    private void Set(int index, CallWord word) => *(ulong*)Entry(index) = word.Bits;

    private bool Swap(int index, CallWord from, CallWord to) =>
        Interlocked.CompareExchange(ref *(ulong*)Entry(index), to.Bits, from.Bits) == from.Bits;
}
