using Sightglass.Layout;

namespace Sightglass.Peers;

internal readonly unsafe partial struct CallTable
{
    /// <summary>Makes an empty table in a region of zeros.</summary>
    internal static void Format(byte* region, Guid instance)
    {
        var layout = CallsLayout.Default;
        var header = (CallsHeader*)region;
        header->Signal = 1;
        for (var i = 0; i < layout.SeatCount; i++) ((CallSeat*)(region + layout.SeatOffset) + i)->Signal = 1;
        Describe(region, instance);
    }

    /// <summary>
    /// Writes what never changes: at first, and again in case that a hostile caller has written over it.
    /// </summary>
    internal static void Describe(byte* region, Guid instance)
    {
        var layout = CallsLayout.Default;
        var header = (CallsHeader*)region;
        header->Major = TopicHeader.CurrentMajor;
        header->Minor = TopicHeader.CurrentMinor;
        header->InstanceId = instance;
        (header->SeatOffset, header->SeatCount) = (layout.SeatOffset, layout.SeatCount);
        (header->EntryOffset, header->EntryCount) = (layout.EntryOffset, layout.EntryCount);
        header->State = CallsHeader.StateOpen;
        // Last: the file has its name before it has this, and a caller that finds no magic comes again.
        Volatile.Write(ref header->Magic, CallsHeader.MagicText);
    }

    /// <summary>The publisher takes a request, if there is one.</summary>
    /// <param name="from">The entry to look at first: after the one taken last, so that none is passed over.</param>
    /// <param name="verb">Room for <see cref="CallEntry.VerbSizeBytes"/> bytes.</param>
    /// <param name="request">Room for <see cref="CallEntry.MaxBodySizeBytes"/> bytes.</param>
    /// <param name="sizeBytes">Of the request.</param>
    /// <param name="ticket">The call.</param>
    internal bool TryTake(int from, Span<byte> verb, Span<byte> request, out int sizeBytes, out CallTicket ticket)
    {
        for (var i = 0; i < EntryCount; i++)
        {
            var index = (from + i) % EntryCount;
            var found = Look(index);
            if (found.State != CallState.Requested) continue;
            var entry = Entry(index);
            sizeBytes = (int)Math.Min(Volatile.Read(ref entry->RequestSizeBytes), CallEntry.MaxBodySizeBytes);
            new ReadOnlySpan<byte>(entry->Verb, CallEntry.VerbSizeBytes).CopyTo(verb);
            Body(index)[..sizeBytes].CopyTo(request);
            ticket = new(index, found.With(CallState.Handling));
            // A full fence, and only after the copy: if the word is still the same, nobody wrote the bytes meanwhile.
            if (Swap(index, found, ticket.Word)) return true;
        }
        (sizeBytes, ticket) = (0, default);
        return false;
    }

    /// <summary>The publisher takes what is in this entry, to say that it will not be answered otherwise.</summary>
    internal bool TryTakeAny(int index, out CallTicket ticket)
    {
        for (var word = Look(index); word.State is CallState.Requested or CallState.Handling; word = Look(index))
        {
            ticket = new(index, word.With(CallState.Handling));
            if (word.State == CallState.Handling || Swap(index, word, ticket.Word)) return true;
        }
        ticket = default;
        return false;
    }

    /// <summary>Whether a request waits to be taken.</summary>
    internal bool HasRequest()
    {
        for (var i = 0; i < EntryCount; i++)
            if (Look(i).State == CallState.Requested) return true;
        return false;
    }

    /// <summary>The publisher writes the reply.</summary>
    /// <param name="ticket">A call that was taken.</param>
    /// <param name="status">A <see cref="CallStatus"/>.</param>
    /// <param name="reply">At most <see cref="CallEntry.MaxBodySizeBytes"/> bytes.</param>
    /// <returns>False when the caller is gone: nobody has to be woken.</returns>
    internal bool TryReply(in CallTicket ticket, CallStatus status, ReadOnlySpan<byte> reply)
    {
        var index = ticket.Index;
        var replying = ticket.Word.With(CallState.Replying);
        if (!Swap(index, ticket.Word, replying)) return false; // given up: the entry may be another call's by now
        Step.Reached("answer.replying");
        var entry = Entry(index);
        reply.CopyTo(Body(index));
        entry->ReplySizeBytes = (uint)reply.Length;
        entry->ReplyStatus = (uint)status;
        Step.Reached("answer.written");
        // The swap is a full fence: whoever sees Replied sees the reply.
        if (Swap(index, replying, ticket.Word.With(CallState.Replied))) return true;
        // Given up during the writing. Nobody but this side may free it; what else may stand there is rubbish.
        Volatile.Write(ref entry->Word, ticket.Word.With(CallState.Free).Bits);
        return false;
    }

    /// <summary>
    /// Frees what dead callers left, and what no state is. Called by one thread of the publisher from time to time.
    /// </summary>
    /// <param name="isTaken">Whether the seat's lock is held.</param>
    /// <param name="isForged">Whether a word that only the publisher writes is none of its; null when the caller of
    /// this is not the publisher.</param>
    /// <returns>How many entries are still taken.</returns>
    internal int Sweep(Func<int, bool> isTaken, Func<int, CallWord, bool>? isForged = null)
    {
        var count = 0;
        for (var i = 0; i < EntryCount; i++)
        {
            var word = Look(i);
            if (word.State == CallState.Free) continue;
            var isKnown = word.State <= CallState.Abandoned && word.Seat < SeatCount;
            var isOurs = word.State is CallState.Handling or CallState.Replying or CallState.Abandoned;
            // No caller and no publisher goes on from such a word: without this the entry would be lost.
            if (!isKnown || (isOurs && isForged is not null && isForged(i, word)))
                _ = Swap(i, word, word.With(CallState.Free));
            else if (!isTaken(word.Seat)) Abandon(new(i, word));
            if (Look(i).State != CallState.Free) count++;
        }
        return count;
    }
}

/// <summary>How a call ended, as the publisher says it. The text of an error is the reply's bytes.</summary>
internal enum CallStatus : uint
{
    Done = 0,
    NoSuchVerb = 1,
    Refused = 2,
    Failed = 3,
    Busy = 4,
    Stopped = 5,
    Restarted = 6,
}
