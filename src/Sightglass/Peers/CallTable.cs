using Sightglass.Layout;

namespace Sightglass.Peers;

/// <summary>An entry and its word at the last change that this side made: the right to make the next one.</summary>
internal readonly record struct CallTicket(int Index, CallWord Word);

/// <summary>What a caller finds.</summary>
internal enum CallLook
{
    UnderWay,
    Replied,
    /// <summary>The entry is somebody else's: it was taken away, or its bytes were written over.</summary>
    Lost,
}

/// <summary>
/// The entries of a calls region. Who may do what, by state:
/// <code>
/// Free      -> Claimed     a caller, which from then on owns the bytes
/// Claimed   -> Requested   that caller, the request being written
/// Requested -> Handling    the publisher, the request being copied
/// Handling  -> Replying    the publisher, which from then on owns the bytes
/// Replying  -> Replied     the publisher, the reply being written
/// Replied   -> Free        the caller, the reply being copied
/// </code>
/// A caller that gives up, or whoever finds it dead, sets any of these Free, but Replying to Abandoned, since the
/// publisher is writing; the publisher sets Abandoned Free. The turn in the word makes every late change fail. So an
/// entry is never lost, no request is taken twice, and no reply reaches another call: a swap that succeeds proves that
/// nobody changed the entry since its word was read.
/// </summary>
internal readonly unsafe partial struct CallTable(byte* region, CallsLayout layout)
{
    internal int EntryCount => (int)layout.EntryCount;

    /// <summary>The seats, each with a lock.</summary>
    internal EntryRange Seats(string name) =>
        new(name, "seat", layout.SeatOffset, CallSeat.SizeBytes, SeatCount);

    internal int SeatCount => (int)layout.SeatCount;

    internal CallsHeader* Header => (CallsHeader*)region;

    internal CallSeat* Seat(int index) => (CallSeat*)(region + layout.SeatOffset) + index;

    internal CallWord Look(int index) => new(Volatile.Read(ref Entry(index)->Word));

    /// <summary>How many entries are not free.</summary>
    internal int CountTaken()
    {
        var count = 0;
        for (var i = 0; i < EntryCount; i++)
            if (Look(i).State != CallState.Free) count++;
        return count;
    }

    /// <summary>A caller takes an entry and writes its request.</summary>
    /// <param name="seat">The caller's own.</param>
    /// <param name="verb">At most <see cref="CallEntry.VerbSizeBytes"/> bytes.</param>
    /// <param name="request">At most <see cref="CallEntry.MaxBodySizeBytes"/> bytes.</param>
    /// <param name="ticket">The call.</param>
    /// <returns>False when all entries are taken.</returns>
    internal bool TryRequest(int seat, ReadOnlySpan<byte> verb, ReadOnlySpan<byte> request, out CallTicket ticket)
    {
        for (var i = 0; i < EntryCount; i++)
        {
            var index = (seat + i) % EntryCount; // callers begin at different entries and seldom meet
            var found = Look(index);
            if (found.State != CallState.Free || !Swap(index, found, found.ClaimedBy(seat))) continue;
            var claimed = found.ClaimedBy(seat);
            Step.Reached("call.claimed");
            var entry = Entry(index);
            var room = new Span<byte>(entry->Verb, CallEntry.VerbSizeBytes);
            verb.CopyTo(room);
            room[verb.Length..].Clear();
            request.CopyTo(Body(index));
            entry->RequestSizeBytes = (uint)request.Length;
            Step.Reached("call.written");
            // The swap is a full fence: whoever sees Requested sees the request.
            ticket = new(index, claimed.With(CallState.Requested));
            if (Swap(index, claimed, ticket.Word)) return true;
            break; // somebody took this caller for dead; that cannot be while its seat is locked, but bytes are bytes
        }
        ticket = default;
        return false;
    }

    /// <summary>The caller's look at its own call.</summary>
    internal CallLook Look(in CallTicket ticket)
    {
        var word = Look(ticket.Index);
        if (!IsOf(ticket, word)) return CallLook.Lost;
        return word.State switch
        {
            CallState.Replied => CallLook.Replied,
            CallState.Free or CallState.Claimed or CallState.Abandoned => CallLook.Lost,
            _ => CallLook.UnderWay,
        };
    }

    /// <summary>The caller copies the reply and frees the entry.</summary>
    /// <param name="ticket">A call that was found to be replied.</param>
    /// <param name="reply">Room for <see cref="CallEntry.MaxBodySizeBytes"/> bytes.</param>
    /// <param name="sizeBytes">Of the reply.</param>
    /// <param name="status">Of the reply, whatever stands there.</param>
    internal bool TryTakeReply(in CallTicket ticket, Span<byte> reply, out int sizeBytes, out uint status)
    {
        var entry = Entry(ticket.Index);
        sizeBytes = (int)Math.Min(Volatile.Read(ref entry->ReplySizeBytes), CallEntry.MaxBodySizeBytes);
        status = Volatile.Read(ref entry->ReplyStatus);
        Body(ticket.Index)[..sizeBytes].CopyTo(reply);
        Step.Reached("call.copied");
        // The swap is a full fence: the copy is done before anybody can claim the entry.
        return Swap(ticket.Index, ticket.Word.With(CallState.Replied), ticket.Word.With(CallState.Free));
    }

    /// <summary>The caller does not want the reply any more, or is dead.</summary>
    internal void Abandon(in CallTicket ticket)
    {
        // Each failed swap is a step forward of the other side, and a call has six of them.
        for (var word = Look(ticket.Index); IsOf(ticket, word); word = Look(ticket.Index))
        {
            if (word.State is CallState.Free or CallState.Abandoned) return;
            var next = word.State == CallState.Replying ? CallState.Abandoned : CallState.Free;
            if (Swap(ticket.Index, word, word.With(next))) return;
        }
    }

    /// <summary>Frees what a caller left: one that is known to be dead, or that had this seat before.</summary>
    internal void FreeSeat(int seat)
    {
        for (var i = 0; i < EntryCount; i++)
            if (Look(i) is var word && word.Seat == seat) Abandon(new(i, word));
    }

    private static bool IsOf(in CallTicket ticket, CallWord word) =>
        word.Turn == ticket.Word.Turn && word.Seat == ticket.Word.Seat;

    private bool Swap(int index, CallWord from, CallWord to) =>
        Interlocked.CompareExchange(ref Entry(index)->Word, to.Bits, from.Bits) == from.Bits;

    private CallEntry* Entry(int index) =>
        (CallEntry*)(region + layout.EntryOffset + (nint)index * CallEntry.SizeBytes);

    private Span<byte> Body(int index) =>
        new((byte*)Entry(index) + CallEntry.HeaderSizeBytes, CallEntry.MaxBodySizeBytes);
}
