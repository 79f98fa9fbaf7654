namespace Sightglass;

internal sealed partial class Subscription
{
    internal ValueTask<TReply> Call<TReply>(string verb, ReadOnlySpan<byte> request, ReadReply<TReply> read,
        TimeSpan timeout, CancellationToken cancel)
    {
        var attachment = PinLatest();
        try
        {
            if (_end is TopicException) throw Restarted(Name); // with other fields than this subscriber reads
            if (attachment.IsClosed) throw Stopped(Name);
            if (_state == (int)TopicState.Died && attachment.IsShown) throw Died(Name);
            var call = attachment.OpenCaller().Call(verb, request, read, timeout, cancel);
            // The watch put a newer instance in its place, and may have ended its calls before this one was among them.
            if (_latest != attachment) attachment.EndCalls(Restarted);
            return call;
        }
        catch (CallException e)
        {
            return ValueTask.FromException<TReply>(e);
        }
        finally
        {
            attachment.Unpin();
        }
    }

    private Attachment PinLatest()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(IsDisposed, typeof(Subscriber));
            var attachment = _latest; // the watch may put another in its place and let go of this one
            if (attachment.TryPin()) return attachment;
        }
    }

    private static CallException Died(string topic) => new(CallError.Died,
        $"The publisher of '{topic}' died. Whether it did what was asked cannot be known.");

    private static CallException Stopped(string topic) => new(CallError.Stopped,
        $"'{topic}' was closed by its publisher.");

    private static CallException Restarted(string topic) => new(CallError.Restarted,
        $"'{topic}' was published anew before it replied. Call again.");
}
