using System.Collections.Concurrent;

namespace Sightglass.Cli.Following;

/// <summary>
/// Follows every topic that this user may read, as topics come and go: what the screens show. Once a second it asks whether
/// topics may have come or gone, since no system tells of new ones; samples are not looked for, they wake.
/// </summary>
internal sealed class TopicBoard : IAsyncDisposable
{
    /// <summary>A topic whose publisher ended may come back, and its past is still worth a look; but not for ever.</summary>
    internal static readonly TimeSpan ForgetAfter = TimeSpan.FromMinutes(10);

    private const int LookMs = 1000;

    private readonly ConcurrentDictionary<string, Follower> _followers = [];
    private readonly ConcurrentDictionary<string, TopicException> _faults = [];
    private readonly TopicChanges _changes = new(Sightglass.Topics.Directory);
    private readonly CancellationTokenSource _end = new();
    private readonly SubscriberOptions _options;
    private readonly Func<string, bool> _isWanted;
    private readonly Action<FollowedTopic, Update<Sample>> _onUpdate;
    private readonly Action<FollowedTopic>? _onForgotten;
    private Task _looking = Task.CompletedTask;

    private TopicBoard(StartAt start, Func<string, bool> isWanted, Action<FollowedTopic, Update<Sample>> onUpdate,
        Action<FollowedTopic>? onForgotten)
    {
        _options = new SubscriberOptions { Start = start };
        (_isWanted, _onUpdate, _onForgotten) = (isWanted, onUpdate, onForgotten);
    }

    /// <summary>The topics that are followed now, by name.</summary>
    internal IReadOnlyList<FollowedTopic> Topics =>
        [.. _followers.Values.Select(follower => follower.Topic).OrderBy(topic => topic.Name, StringComparer.Ordinal)];

    /// <summary>Why topics that are there cannot be read, by <c>owner:name</c>.</summary>
    internal IReadOnlyDictionary<string, TopicException> Faults => _faults;

    /// <summary>Begins to follow. The topics that are there already are on the board when this returns.</summary>
    /// <param name="start">Where to begin in each topic; with the oldest, the history comes first.</param>
    /// <param name="isWanted">Which topics, by their plain name.</param>
    /// <param name="onUpdate">
    /// Called for each sample and each change of state, one at a time for one topic, at the same time for several. Its
    /// first call for a topic has no sample. What it takes long holds up that topic only.
    /// </param>
    /// <param name="onForgotten">Called when a topic is followed no more.</param>
    internal static TopicBoard Start(StartAt start, Func<string, bool> isWanted,
        Action<FollowedTopic, Update<Sample>> onUpdate, Action<FollowedTopic>? onForgotten = null)
    {
        var board = new TopicBoard(start, isWanted, onUpdate, onForgotten);
        board.Look();
        board._looking = board.LookAsync();
        return board;
    }

    private async Task LookAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(LookMs));
            while (await timer.WaitForNextTickAsync(_end.Token).ConfigureAwait(false)) Look();
        }
        catch (OperationCanceledException)
        {
            // The board is disposed.
        }
    }

    private void Look()
    {
        if (!_changes.MayHaveCome() && _faults.IsEmpty) return;
        HashSet<string> there = [];
        Dictionary<string, TopicException> faults = [];
        foreach (var found in Sightglass.Topics.List((name, fault) => faults[name] = fault))
        {
            if (!_isWanted(found.Name)) continue;
            var place = $"{found.Owner}:{found.Name}";
            there.Add(place);
            if (!_followers.ContainsKey(place)) Follow(place, found, faults);
        }
        foreach (var (name, fault) in faults) _faults[name] = fault;
        foreach (var name in _faults.Keys)
            if (!faults.ContainsKey(name)) _faults.TryRemove(name, out _);
        foreach (var (place, follower) in _followers)
            if (!there.Contains(place) && follower.IsForgettable) Forget(place, follower);
    }

    private void Follow(string place, TopicInfo found, Dictionary<string, TopicException> faults)
    {
        try
        {
            var topic = new FollowedTopic(PlainOrFull(found, place), Subscriber.Open(place, _options));
            var follower = new Follower(topic);
            _followers[place] = follower;
            follower.Following = FollowAsync(place, follower);
        }
        catch (TopicException e)
        {
            if (e.Error != TopicError.NotFound) faults[place] = e; // what is gone again meanwhile is no fault
        }
    }

    private static string PlainOrFull(TopicInfo found, string place)
    {
        try
        {
            return Sightglass.Topics.Describe(found.Name).Owner == found.Owner ? found.Name : place;
        }
        catch (TopicException)
        {
            return place; // a user's who is neither this one nor root
        }
    }

    private async Task FollowAsync(string place, Follower follower)
    {
        var subscriber = follower.Topic.Subscriber;
        try
        {
            await Task.Yield(); // whoever looks for topics is not held up by the history of one
            follower.See(subscriber.State);
            _onUpdate(follower.Topic, new(subscriber.State, false, null));
            await foreach (var update in subscriber.ReadUpdatesAsync(_end.Token).ConfigureAwait(false))
            {
                follower.See(update.State);
                _onUpdate(follower.Topic, update);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The board is disposed, or the topic forgotten.
        }
        catch (TopicException e)
        {
            // Published anew as something that cannot be read. The next look tries again.
            _faults[place] = e;
            Forget(place, follower);
        }
    }

    private void Forget(string place, Follower follower)
    {
        if (!_followers.TryRemove(new(place, follower))) return;
        follower.Topic.Subscriber.Dispose();
        _onForgotten?.Invoke(follower.Topic);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _looking.ConfigureAwait(false);
        foreach (var follower in _followers.Values)
        {
            await follower.Following.ConfigureAwait(false);
            follower.Topic.Subscriber.Dispose();
        }
        _end.Dispose();
    }

    /// <summary>A topic, and since when nobody publishes it.</summary>
    private sealed class Follower(FollowedTopic topic)
    {
        private long _endedMs = long.MaxValue;

        internal FollowedTopic Topic => topic;

        internal Task Following { get; set; } = Task.CompletedTask;

        internal bool IsForgettable =>
            Environment.TickCount64 - Volatile.Read(ref _endedMs) > ForgetAfter.TotalMilliseconds;

        internal void See(TopicState state)
        {
            var hasEnded = state is TopicState.Stopped or TopicState.Died;
            if (!hasEnded) Volatile.Write(ref _endedMs, long.MaxValue);
            else if (Volatile.Read(ref _endedMs) == long.MaxValue) Volatile.Write(ref _endedMs, Environment.TickCount64);
        }
    }
}
