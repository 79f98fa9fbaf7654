namespace Sightglass.Cli.Getting;

/// <summary>
/// Finds what selectors mean among the topics that are there. Neither a topic's name nor a field's tells where the one
/// ends and the other begins, and many fields begin with their topic's name; so each is compared with the real ones.
/// </summary>
internal sealed class Resolver
{
    private readonly IReadOnlyList<TopicInfo> _all;
    private readonly IReadOnlyList<TopicInfo> _plain;
    private readonly List<(string Topic, TopicException Fault)> _faults = [];

    /// <summary>Looks at the topics as they are now.</summary>
    internal Resolver()
    {
        _all = Topics.List((name, fault) => _faults.Add((name, fault)));
        _plain = [.. _all.Select(topic => topic.Name).Distinct().Select(Readable).OfType<TopicInfo>()];
    }

    /// <summary>Each topic that can be read, and what must stand before its name.</summary>
    /// <param name="withOwner">The owner before all, not only where it is needed.</param>
    internal IEnumerable<(string Prefix, TopicInfo Topic)> Named(bool withOwner) =>
        _all.Select(topic => (withOwner ? topic.Owner + ":" : Prefix(topic), topic));

    /// <summary>All of each topic that a publisher holds.</summary>
    internal IReadOnlyList<Selection> All() =>
        [.. _all.Where(t => t.State is not (TopicState.Stopped or TopicState.Died)).Select(t => Select(t, null, null))];

    /// <summary>What it means; null when there is no such topic yet.</summary>
    /// <param name="selector">What was asked for.</param>
    /// <param name="near">Topics of which a field can be named alone.</param>
    /// <exception cref="TopicException">There is no such field or element, or the topic cannot be read.</exception>
    /// <exception cref="UsageException">It can mean several things.</exception>
    internal Selection? Find(Selector selector, IReadOnlyCollection<string> near)
    {
        var reach = selector.Owner is null ? _plain : [.. _all.Where(topic => topic.Owner == selector.Owner)];
        var close = reach.Where(topic => near.Contains(Place(topic)))
            .Select(topic => (topic, field: FieldOf(topic, $"{topic.Name}.{selector.Name}")));
        if (One(selector, close) is { } relative) return relative;
        if (reach.FirstOrDefault(topic => topic.Name == selector.Name) is { } whole)
            return selector.Index is null ? Select(whole, null, null)
                : throw NotFound($"'{whole.Name}' is a topic, and only fields have elements.");
        var inside = reach.Select(topic => (topic, field: FieldOf(topic, selector.Name)));
        var anywhere = reach.Select(topic => (topic, field: topic.Schema.Find(selector.Name)));
        if ((One(selector, inside) ?? One(selector, anywhere)) is { } field) return field;
        ThrowIfUnreadable(selector);
        if (reach.Where(topic => Begins(selector.Name, topic.Name)).MaxBy(topic => topic.Name.Length) is { } parent)
            throw NotFound(NoSuchField(parent, selector.Name[(parent.Name.Length + 1)..]));
        // What can be no owner is wrong now, and not after a wait.
        if (selector.Owner is { } owner) _ = Describe($"{owner}:{selector.Name}");
        return null;
    }

    /// <summary>The field that is meant by its own name or by what stands behind the topic's.</summary>
    private static Field? FieldOf(TopicInfo topic, string name) =>
        !Begins(name, topic.Name) ? null
        : topic.Schema.Find(name) ?? topic.Schema.Find(name[(topic.Name.Length + 1)..]);

    private Selection? One(Selector selector, IEnumerable<(TopicInfo Topic, Field? Field)> found)
    {
        var all = found.Where(one => one.Field is not null).ToList();
        if (all.Count == 0) return null;
        if (all.Count > 1)
        {
            var names = all.Select(one => $"{one.Topic.Name}.{ShortName(one.Topic.Name, one.Field!.Name)}");
            throw new UsageException(
                $"'{selector.Text}' is a field of several topics; write one of: {string.Join(", ", names)}.");
        }
        var (topic, field) = all[0];
        if (selector.Index is { } index && !field!.IsArray)
            throw NotFound($"'{field.Name}' is a single value and has no element [{index}].");
        return selector.Index >= field!.Length
            ? throw NotFound($"'{field.Name}' has {field.Length} elements, [0] to [{field.Length - 1}]; "
                + $"[{selector.Index}] is none of them.")
            : Select(topic, field.Name, selector.Index);
    }

    /// <summary>What may be meant by a name that is not there: sentences for people, or nothing.</summary>
    internal string Hint(Selector selector)
    {
        if (selector.Owner is null && _all.FirstOrDefault(
            topic => topic.Name == selector.Name || FieldOf(topic, selector.Name) is not null) is { } others)
            return $"User {others.Owner} publishes it: write {others.Owner}:{selector.Text}. ";
        var names = _plain.SelectMany(topic =>
            topic.Schema.Fields.Select(field => Values.Name(topic.Name, field.Name)).Append(topic.Name));
        var close = Spelling.Closest(selector.Name, names.Distinct());
        return close.Count > 0 ? $"Close to it: {string.Join(", ", close)}. " : "";
    }

    private Selection Select(TopicInfo topic, string? field, int? index) =>
        new(Place(topic), Prefix(topic), field, index);

    private string Prefix(TopicInfo topic) =>
        _plain.Any(plain => Place(plain) == Place(topic)) ? "" : topic.Owner + ":";

    private static string NoSuchField(TopicInfo topic, string name)
    {
        var close = Spelling.Closest(name, topic.Schema.Fields.Select(field => ShortName(topic.Name, field.Name)));
        return $"'{topic.Name}' has no field '{name}'. "
            + (close.Count > 0 ? $"Close to it: {string.Join(", ", close)}. " : "")
            + $"All its fields: `sightglass describe {topic.Name}`.";
    }

    /// <summary>A topic that is there and may not be read is not one that is missing.</summary>
    private void ThrowIfUnreadable(Selector selector)
    {
        foreach (var (place, fault) in _faults)
        {
            var colon = place.IndexOf(':', StringComparison.Ordinal);
            var name = place[(colon + 1)..];
            if (name != selector.Name && !Begins(selector.Name, name)) continue;
            if (selector.Owner == place[..colon]) throw fault;
            if (selector.Owner is null) _ = Describe(name);
        }
    }

    /// <summary>The topic that a name without an owner means, if there is one: not every user's topic is.</summary>
    private static TopicInfo? Describe(string name)
    {
        try
        {
            return Topics.Describe(name);
        }
        catch (TopicException e) when (e.Error == TopicError.NotFound)
        {
            return null;
        }
    }

    /// <summary>The same, where one that cannot be read is no reason to know nothing of the others.</summary>
    private static TopicInfo? Readable(string name)
    {
        try
        {
            return Describe(name);
        }
        catch (TopicException)
        {
            return null;
        }
    }

    internal static string ShortName(string topic, string field) =>
        Begins(field, topic) ? field[(topic.Length + 1)..] : field;

    internal static TopicException NotFound(string message) => new(TopicError.NotFound, message);

    private static bool Begins(string name, string topic) => name.StartsWith(topic + ".", StringComparison.Ordinal);

    private static string Place(TopicInfo topic) => $"{topic.Owner}:{topic.Name}";
}
