using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sightglass.Layout;

namespace Sightglass;

/// <summary>
/// What the subscribers of both kinds have in common: the topic, its state, and calls to its publisher.
/// </summary>
public abstract class TopicSubscriber : IDisposable
{
    private protected TopicSubscriber(Subscription subscription) => Subscription = subscription;

    private protected Subscription Subscription { get; }

    /// <summary>The topic's name, without its owner.</summary>
    public string Name => Subscription.Name;

    /// <summary>The fields of the newest instance.</summary>
    public Schema Schema => Subscription.Schema;

    /// <summary>Whether the publisher lives; true to a quarter of a second, half a second for a death.</summary>
    public TopicState State => Subscription.State;

    /// <summary>Who publishes the newest instance.</summary>
    public PublisherInfo Publisher => Subscription.Latest.Publisher;

    /// <summary>How often samples are meant to come; zero when the publisher does not say.</summary>
    public TimeSpan Interval => Subscription.Interval;

    /// <summary>How often the publisher was started anew since this subscriber opened the topic.</summary>
    public int Restarts => Subscription.Restarts;

    /// <summary>The number of the sample that is read next.</summary>
    public long Position => Subscription.Position;

    /// <summary>
    /// Asks the publisher and returns its reply, or an error that says why there is none; never hangs for longer than
    /// <paramref name="timeout"/>. The publisher runs the verb at most once. Looks for the reply for 100 µs before it
    /// awaits, so a quick one comes without a change of threads. Any thread may call, many calls at a time.
    /// </summary>
    /// <param name="verb">Of the publisher's.</param>
    /// <param name="request">At most 4,096 bytes.</param>
    /// <param name="timeout">At most so long; <see cref="Timeout.InfiniteTimeSpan"/> for ever, which still ends when
    /// the publisher does.</param>
    /// <param name="cancel">Ends the wait. The publisher may do what was asked all the same.</param>
    /// <exception cref="ArgumentException">It is no verb, or the request is too long.</exception>
    /// <exception cref="CallException">There is no reply; <see cref="CallException.Error"/> says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The subscriber is disposed, perhaps during the wait.</exception>
    public ValueTask<byte[]> CallAsync(string verb, ReadOnlyMemory<byte> request, TimeSpan timeout,
        CancellationToken cancel = default) =>
        Call(verb, request.Span, static bytes => bytes.ToArray(), timeout, cancel);

    /// <summary>The same with structs without references.</summary>
    /// <inheritdoc cref="CallAsync(string, ReadOnlyMemory{byte}, TimeSpan, CancellationToken)"/>
    public ValueTask<TReply> CallAsync<TRequest, TReply>(string verb, TRequest request, TimeSpan timeout,
        CancellationToken cancel = default) where TRequest : unmanaged where TReply : unmanaged =>
        Call(verb, MemoryMarshal.AsBytes(new ReadOnlySpan<TRequest>(in request)), ReplyOf<TReply>.Read, timeout,
            cancel);

    /// <summary>The same with JSON in UTF-8.</summary>
    /// <param name="verb">Of the publisher's.</param>
    /// <param name="request">What is sent; at most 4,096 bytes of JSON.</param>
    /// <param name="requestType">How the request is written, from a source-generated context.</param>
    /// <param name="replyType">How the reply is read.</param>
    /// <param name="timeout">At most so long.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="JsonException">The reply is no such JSON.</exception>
    /// <inheritdoc cref="CallAsync(string, ReadOnlyMemory{byte}, TimeSpan, CancellationToken)"/>
    public ValueTask<TReply?> CallAsync<TRequest, TReply>(string verb, TRequest request,
        JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TReply> replyType, TimeSpan timeout,
        CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(requestType);
        ArgumentNullException.ThrowIfNull(replyType);
        return Call(verb, JsonSerializer.SerializeToUtf8Bytes(request, requestType),
            bytes => JsonSerializer.Deserialize(bytes, replyType), timeout, cancel);
    }

    private ValueTask<TReply> Call<TReply>(string verb, ReadOnlySpan<byte> request, ReadReply<TReply> read,
        TimeSpan timeout, CancellationToken cancel)
    {
        CallVerbs.Check(verb);
        if (request.Length > CallEntry.MaxBodySizeBytes)
            throw new ArgumentException(
                $"A request has at most {CallEntry.MaxBodySizeBytes} bytes; this one has {request.Length}.",
                nameof(request));
        return Subscription.Call(verb, request, read, timeout, cancel);
    }

    /// <summary>
    /// Lets go of the topic. Threads that are waiting in this subscriber are woken and told; the memory goes when the
    /// last of them is out.
    /// </summary>
    public void Dispose()
    {
        Subscription.Dispose();
        GC.SuppressFinalize(this);
    }

    private static class ReplyOf<TReply> where TReply : unmanaged
    {
        internal static readonly ReadReply<TReply> Read = static bytes => CallVerbs.Read<TReply>(bytes, "reply");
    }
}
