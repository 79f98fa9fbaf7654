namespace Sightglass;

internal sealed partial class Subscription
{
    internal ValueTask<TReply> Call<TReply>(string verb, ReadOnlySpan<byte> request, ReadReply<TReply> read,
        TimeSpan timeout, CancellationToken cancel)
    {
        var attachment = _latest;
        ObjectDisposedException.ThrowIf(IsDisposed || !attachment.TryPin(), typeof(Subscriber));
        try
        {
            if (attachment.IsClosed) throw Stopped(Name);
            if (_state == (int)TopicState.Died && attachment.IsShown) throw Died(Name);
            return attachment.OpenCaller().Call(verb, request, read, timeout, cancel);
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

    private static CallException Died(string topic) => new(CallError.Died,
        $"The publisher of '{topic}' died. Whether it did what was asked cannot be known.");

    private static CallException Stopped(string topic) => new(CallError.Stopped,
        $"'{topic}' was closed by its publisher.");

    private static CallException Restarted(string topic) => new(CallError.Restarted,
        $"'{topic}' was published anew before it replied. Call again.");
}
