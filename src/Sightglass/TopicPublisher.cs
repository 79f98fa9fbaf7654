using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Sightglass;

/// <summary>
/// What the publishers of both kinds have in common: the topic, its state, and the calls that it takes.
/// </summary>
public abstract class TopicPublisher : IDisposable
{
    private readonly Lock _changed = new();
    private EventHandler? _hasSubscribersChanged;

    private protected TopicPublisher(Publication publication) => Publication = publication;

    private protected Publication Publication { get; }

    /// <summary>The topic's name.</summary>
    public string Name => Publication.Name;

    /// <summary>The topic's fields.</summary>
    public Schema Schema => Publication.Schema;

    /// <summary>How many samples were published.</summary>
    public long Count => Publication.Count;

    /// <inheritdoc cref="PublisherOptions.Interval"/>
    /// <remarks>Subscribers see the change at once.</remarks>
    public TimeSpan Interval
    {
        get => Publication.Interval;
        set => Publication.Interval = value;
    }

    /// <summary>
    /// Whether the topic rests on purpose: subscribers see <see cref="TopicState.Paused"/> instead of
    /// <see cref="TopicState.Silent"/>. It changes nothing else: samples can be published.
    /// </summary>
    public bool IsPaused
    {
        get => Publication.IsPaused;
        set => Publication.IsPaused = value;
    }

    /// <summary>
    /// Whether any process subscribes to the topic now. Asks the operating system, about a microsecond.
    /// </summary>
    public bool HasSubscribers => Publication.HasSubscribers;

    /// <summary>
    /// Raised when the first process has subscribed and when the last one has gone, within a quarter of a second: a
    /// publisher may rest meanwhile. By the one thread that looks after all topics of this process; handlers return at
    /// once and throw nothing.
    /// </summary>
    public event EventHandler? HasSubscribersChanged
    {
        add
        {
            lock (_changed)
            {
                _hasSubscribersChanged += value;
                Publication.SubscribersChanged = () => _hasSubscribersChanged?.Invoke(this, EventArgs.Empty);
            }
        }
        remove
        {
            lock (_changed)
            {
                _hasSubscribersChanged -= value;
                if (_hasSubscribersChanged is null) Publication.SubscribersChanged = null;
            }
        }
    }

    /// <summary>
    /// Answers calls of this verb from now on. Handlers run on threads that the publisher has for calls, up to 16 at a
    /// time, never on a thread that publishes; two calls of one verb may run at the same time. Which users may call
    /// says <see cref="PublisherOptions.CallAccess"/>. A call is answered at most once; if its caller gives up, the
    /// handler still runs to its end.
    /// </summary>
    /// <param name="verb">1 to 32 letters, digits, dots, dashes and underscores.</param>
    /// <param name="handler">Gets a copy of the caller's bytes and writes the reply. What it throws is the caller's
    /// error, with its message.</param>
    /// <exception cref="ArgumentException">It is no verb, or has a handler already.</exception>
    /// <exception cref="ObjectDisposedException">The publisher is disposed.</exception>
    /// <exception cref="TopicException">The system refuses the memory for calls.</exception>
    public void OnCall(string verb, CallHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Publication.OnCall(verb, handler, later: null);
    }

    /// <summary>Answers calls of this verb with a handler that may await.</summary>
    /// <param name="verb">1 to 32 letters, digits, dots, dashes and underscores.</param>
    /// <param name="handler">Gets the caller's bytes; returns at most 4,096.</param>
    /// <inheritdoc cref="OnCall(string, CallHandler)"/>
    public void OnCall(string verb, Func<ReadOnlyMemory<byte>, ValueTask<ReadOnlyMemory<byte>>> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        Publication.OnCall(verb, now: null, request => handler(request));
    }

    /// <summary>Answers calls of this verb whose request and reply are structs without references.</summary>
    /// <inheritdoc cref="OnCall(string, CallHandler)"/>
    [OverloadResolutionPriority(1)] // a lambda that only throws would be both this and the awaiting one
    public void OnCall<TRequest, TReply>(string verb, Func<TRequest, TReply> handler)
        where TRequest : unmanaged where TReply : unmanaged
    {
        ArgumentNullException.ThrowIfNull(handler);
        CallVerbs.CheckSize<TRequest>();
        CallVerbs.CheckSize<TReply>();
        Publication.OnCall(verb, (request, reply) => CallVerbs.Write(reply,
            handler(CallVerbs.Read<TRequest>(request, "request"))), later: null);
    }

    /// <summary>
    /// Answers calls of this verb whose request and reply are structs, with a handler that may await.
    /// </summary>
    /// <inheritdoc cref="OnCall(string, CallHandler)"/>
    public void OnCall<TRequest, TReply>(string verb, Func<TRequest, ValueTask<TReply>> handler)
        where TRequest : unmanaged where TReply : unmanaged
    {
        ArgumentNullException.ThrowIfNull(handler);
        CallVerbs.CheckSize<TRequest>();
        CallVerbs.CheckSize<TReply>();
        Publication.OnCall(verb, now: null, async request =>
        {
            var reply = await handler(CallVerbs.Read<TRequest>(request, "request")).ConfigureAwait(false);
            return MemoryMarshal.AsBytes(new ReadOnlySpan<TReply>(in reply)).ToArray();
        });
    }

    /// <summary>Answers calls of this verb whose request and reply are JSON in UTF-8.</summary>
    /// <param name="verb">1 to 32 letters, digits, dots, dashes and underscores.</param>
    /// <param name="requestType">How the request is read, from a source-generated context.</param>
    /// <param name="replyType">How the reply is written.</param>
    /// <param name="handler">Gets the request, null where the caller sent that. A request that is no such JSON is
    /// refused before.</param>
    /// <inheritdoc cref="OnCall(string, CallHandler)"/>
    public void OnCall<TRequest, TReply>(string verb, JsonTypeInfo<TRequest> requestType,
        JsonTypeInfo<TReply> replyType, Func<TRequest?, ValueTask<TReply>> handler)
    {
        ArgumentNullException.ThrowIfNull(requestType);
        ArgumentNullException.ThrowIfNull(replyType);
        ArgumentNullException.ThrowIfNull(handler);
        Publication.OnCall(verb, now: null, async request =>
            JsonSerializer.SerializeToUtf8Bytes(
                await handler(CallVerbs.Parse(request, requestType)).ConfigureAwait(false), replyType));
    }

    /// <summary>
    /// Closes the topic: subscribers are told that it stopped, keep what they have read, and wait for the next
    /// publisher; callers that wait for a reply are told too. Handlers that are running are not waited for.
    /// </summary>
    public void Dispose()
    {
        Publication.Dispose();
        GC.SuppressFinalize(this);
    }
}
