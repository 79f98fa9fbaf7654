using System.Text;
using Sightglass.Layout;
using Sightglass.Peers;
using Sightglass.Signals;

namespace Sightglass;

internal sealed partial class Answerer
{
    /// <summary>Runs the handler of a call that was taken. Enters and leaves as one that looks.</summary>
    private void Handle(Call call, int sizeBytes, in CallTicket ticket, ulong seen)
    {
        if (_verbs.Find(call.Verb) is not { } verb)
        {
            var asked = FixedText.Read(call.Verb);
            Reply(ticket, CallStatus.NoSuchVerb, $"'{_topic}' has no verb '{asked}'; it has: {_verbs.Names}.");
            return;
        }
        if (Interlocked.Increment(ref _running) > MaxRunning)
        {
            Interlocked.Decrement(ref _running);
            Reply(ticket, CallStatus.Busy, $"'{_topic}' is busy with {MaxRunning} other calls. Try again.");
            return;
        }
        // From here this thread may be away for ever. Whoever rang meanwhile believed that it looks; and of several who
        // rang before its look, it has taken one.
        if (Interlocked.Decrement(ref _idle) == 0) AddWorker();
        if (!_bell.EndLooking(seen) || _table.HasRequest()) _bell.WakeOne();
        Step.Reached("answer.taken");
        if (verb.Now is { } now) RunNow(now, call, sizeBytes, ticket);
        else RunLater(verb.Later!, call, sizeBytes, ticket);
        Interlocked.Increment(ref _idle);
    }

#pragma warning disable CA1031 // Whatever a handler throws is its caller's answer, and must not end the thread.
    private void RunNow(CallHandler handler, Call call, int sizeBytes, in CallTicket ticket)
    {
        var (status, text, replySizeBytes) = (CallStatus.Done, (string?)null, 0);
        try
        {
            replySizeBytes = handler(call.Request.AsSpan(0, sizeBytes), call.Answer);
            if ((uint)replySizeBytes > CallEntry.MaxBodySizeBytes) (status, text) = TooLong(replySizeBytes);
        }
        catch (Exception e)
        {
            (status, text) = Of(e);
        }
        Interlocked.Decrement(ref _running);
        // Before the reply: its caller may ring again at once, and this thread will look.
        _bell.BeginLooking();
        if (text is null) Reply(ticket, status, call.Answer.AsSpan(0, replySizeBytes));
        else Reply(ticket, status, text);
    }

    private void RunLater(
        Func<byte[], ValueTask<ReadOnlyMemory<byte>>> handler, Call call, int sizeBytes, in CallTicket ticket)
    {
        // A copy: this thread takes other requests while the handler awaits.
        _ = FinishAsync(handler, call.Request.AsSpan(0, sizeBytes).ToArray(), ticket);
        _bell.BeginLooking();
    }

    private async Task FinishAsync(
        Func<byte[], ValueTask<ReadOnlyMemory<byte>>> handler, byte[] request, CallTicket ticket)
    {
        var (status, text, reply) = (CallStatus.Done, (string?)null, ReadOnlyMemory<byte>.Empty);
        try
        {
            reply = await handler(request).ConfigureAwait(false);
            if (reply.Length > CallEntry.MaxBodySizeBytes) (status, text) = TooLong(reply.Length);
        }
        catch (Exception e)
        {
            (status, text) = Of(e);
        }
        Interlocked.Decrement(ref _running);
        if (text is null) Reply(ticket, status, reply.Span);
        else Reply(ticket, status, text);
    }

    private static (CallStatus Status, string Text) TooLong(int sizeBytes) => (CallStatus.Failed,
        $"The handler's reply has {sizeBytes} bytes, and a reply has 0 to {CallEntry.MaxBodySizeBytes}.");

    private static (CallStatus Status, string Text) Of(Exception e)
    {
        var status = e is CallException { Error: CallError.Refused } ? CallStatus.Refused : CallStatus.Failed;
        try
        {
            return (status, e.Message);
        }
        catch (Exception) // a message of the handler's own making
        {
            return (status, e.GetType().Name);
        }
    }
#pragma warning restore CA1031

    private void Reply(in CallTicket ticket, CallStatus status, string text)
    {
        Span<byte> bytes = stackalloc byte[CallEntry.MaxBodySizeBytes];
        FixedText.Write(bytes, text);
        Reply(ticket, status, FixedText.Trim(bytes));
    }

    private unsafe void Reply(in CallTicket ticket, CallStatus status, ReadOnlySpan<byte> reply)
    {
        if (!_region.TryPin()) return; // closed, and the caller answered by the close
        if (_table.TryReply(ticket, status, reply))
        {
            Step.Reached("answer.replied");
            var seat = ticket.Word.Seat;
            // What the caller wrote there is not believed.
            if (seat < _table.SeatCount) ReplySignal.Raise(_table.Seat(seat), _seatEvent, seat);
        }
        // This side is not at work on it any more: such a word that stays is forged.
        _ = Interlocked.CompareExchange(ref _inWork[ticket.Index], 0, ticket.Word.Bits);
        _region.Unpin();
    }
}
