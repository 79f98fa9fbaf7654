using Sightglass.Layout;
using Sightglass.Leases;
using Sightglass.Memory;
using Sightglass.Peers;

namespace Sightglass;

/// <summary>The topics of this machine.</summary>
public static class Topics
{
    /// <summary>
    /// Every topic that this user may read, living or left behind, by name. What has a topic's name and cannot be read
    /// is told to <paramref name="onFault"/>.
    /// </summary>
    /// <param name="onFault">Called with the name and the reason of each topic that cannot be read; may be
    /// null.</param>
    public static IReadOnlyList<TopicInfo> List(Action<string, TopicException>? onFault = null)
    {
        var found = new List<TopicInfo>();
        foreach (var place in Place.All())
        {
            try
            {
                found.Add(Look(place));
            }
            catch (TopicException e) when (e.Error == TopicError.NotFound)
            {
                // Gone between the listing and the look.
            }
            catch (TopicException e)
            {
                onFault?.Invoke($"{place.Owner}:{place.Name}", e);
            }
        }
        return [.. found.OrderBy(t => t.Name, StringComparer.Ordinal).ThenBy(t => t.Owner, StringComparer.Ordinal)];
    }

    /// <summary>One topic as it stands now.</summary>
    /// <param name="name">As for <see cref="Subscriber.Open(string, SubscriberOptions?)"/>.</param>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">There is no such topic, or it cannot be read.</exception>
    public static TopicInfo Describe(string name)
    {
        foreach (var place in Place.ForSubscriber(name))
        {
            try
            {
                return Look(place);
            }
            catch (TopicException e) when (e.Error == TopicError.NotFound)
            {
                // The next place, if there is one.
            }
        }
        throw new TopicException(TopicError.NotFound,
            $"There is no topic '{name}'. Start its publisher, or see what is there with `sightglass list`.");
    }

    /// <summary>
    /// Where this user's topics lie: a directory, which is there once the user has published; null on Windows, where
    /// they are no files.
    /// </summary>
    public static string? Directory => Place.OwnDirectory;

    /// <summary>
    /// What publishers that died left behind, of every user as far as it can be read: topics that can still be read,
    /// and parts of such as were never complete. Empty on Windows, where the system removes what nobody uses.
    /// </summary>
    public static IReadOnlyList<TopicRemains> Remains() =>
        [.. Place.AllParts().Where(parts => !IsAlive(parts.Place)).Select(parts => new TopicRemains
        {
            Name = parts.Place.Name,
            Owner = parts.Place.Owner,
            IsOwn = parts.Place.IsOwn,
            Files = parts.Files,
        }).OrderBy(left => left.Owner, StringComparer.Ordinal).ThenBy(left => left.Name, StringComparer.Ordinal)];

    /// <summary>
    /// Removes what a dead publisher of this user left behind. Nothing needs it: the next publisher of the name
    /// replaces it. Subscribers that have it open keep what they see.
    /// </summary>
    /// <param name="name">The topic's name.</param>
    /// <returns>False when nothing was there, as always on Windows, where the system removes what nobody
    /// uses.</returns>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">A publisher holds the topic, or the system refuses.</exception>
    public static bool Remove(string name)
    {
        var place = Place.ForPublisher(name, Access.Owner);
        // Whoever holds the lease is alone: no publisher can come between the look and the removal.
        using var lease = Lease.TryAcquire(place.Lease, Access.Owner)
            ?? throw new TopicException(TopicError.Alive,
                $"Cannot remove '{name}': its publisher lives. Stop it; that removes the topic.");
        var wasThere = place.RemoveTopic();
        place.Sweep(keep: Guid.Empty);
        return wasThere;
    }

    /// <summary>
    /// Who subscribes to a topic now: the processes that live, as they describe themselves. Subscribers that may not
    /// write beside the topic (other users', on Linux) read it without being in this list, and so do more than 256.
    /// </summary>
    /// <param name="name">As for <see cref="Subscriber.Open(string, SubscriberOptions?)"/>.</param>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">There is no such topic, or it cannot be read.</exception>
    public static IReadOnlyList<PeerInfo> Peers(string name)
    {
        var found = Describe(name);
        var place = Place.ForSubscriber($"{found.Owner}:{found.Name}")[0];
        using var peers = SharedMemory.Open(place.Peers(found.Instance), writable: false);
        if (peers.SizeBytes < PeersHeader.SizeBytes) return [];
        List<PeerEntry> entries;
        unsafe
        {
            entries = Presence.List(place.Peers(found.Instance), (PeersHeader*)peers.Address, peers.SizeBytes);
        }
        return [.. entries.Select(entry => PeerInfo.Of(entry, (ulong)found.Count)).OrderBy(p => p.Since)];
    }

    /// <summary>What cannot be told counts as alive.</summary>
    private static bool IsAlive(Place place)
    {
        if (Lease.Look(place.Lease) == LeaseLook.Held) return true;
        try
        {
            return Look(place).State is TopicState.Live or TopicState.Silent or TopicState.Paused;
        }
        catch (TopicException e)
        {
            return e.Error == TopicError.AccessDenied;
        }
    }

    private static TopicInfo Look(Place place)
    {
        using var attachment = Attachment.Open(place, expected: null, isPresent: false);
        var state = attachment.Judge();
        // A lease that is missing for a moment may have been deleted under a living publisher; here nobody looks twice
        // later.
        if (state is TopicState.Live or TopicState.Silent or TopicState.Paused) state = attachment.Judge();
        var isThere = attachment.Reader.TryReadLatest([], out var stamps, out _);
        return new TopicInfo
        {
            Name = place.Name,
            Owner = place.Owner,
            State = state,
            Instance = attachment.Instance,
            Publisher = attachment.Publisher,
            Interval = new TimeSpan(attachment.IntervalNs / 100),
            Count = (long)attachment.Reader.Cursor,
            Age = isThere ? new TimeSpan((TopicClock.MonotonicNs - stamps.MonotonicNs) / 100) : null,
            History = (long)attachment.Reader.Capacity,
            SizeBytes = (long)attachment.SizeBytes,
            Access = attachment.Access,
            Schema = attachment.Schema,
        };
    }
}
