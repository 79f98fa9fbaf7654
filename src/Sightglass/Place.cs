namespace Sightglass;

/// <summary>Where a topic lies: the names of its parts, as this operating system spells them.</summary>
internal abstract partial class Place
{
    private const int MaxNameLength = 100;

    private Place(string name, string owner)
    {
        Name = name;
        Owner = owner;
    }

    /// <summary>The topic's name, without its owner.</summary>
    internal string Name { get; }

    /// <summary>
    /// Who publishes here, as it is written before the name: a user id on Linux, the scope on Windows.
    /// </summary>
    internal string Owner { get; }

    /// <summary>The name by which the topic is found.</summary>
    internal abstract string Topic { get; }

    internal abstract string Lease { get; }

    /// <summary>The name of an instance's region before it is shown.</summary>
    internal abstract string Region(Guid instance);

    internal abstract string Peers(Guid instance);

    internal abstract string Calls(Guid instance);

    /// <summary>Removes what a publisher of this topic that died left behind. The caller holds the lease.</summary>
    /// <param name="keep">The instance that lives, if one does.</param>
    internal abstract void Sweep(Guid keep);

    /// <summary>
    /// Removes the topic itself; its memory goes when the last subscriber lets go. The caller holds the lease.
    /// </summary>
    /// <returns>Whether there was one.</returns>
    internal abstract bool RemoveTopic();

    /// <summary>Why a subscriber must not trust what it finds here, or null.</summary>
    internal abstract string? Fault { get; }

    /// <summary>Where this user publishes.</summary>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    /// <exception cref="TopicException">The place cannot be made or is not safe.</exception>
    internal static Place ForPublisher(string name, Access access)
    {
        CheckName(name);
        return OperatingSystem.IsLinux() ? Linux.Own(name)
            : OperatingSystem.IsWindows() ? Windows.Own(name, access)
            : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");
    }

    /// <summary>Where a subscriber looks for this name, in this order.</summary>
    /// <param name="name">A topic's name, or <c>owner:name</c>.</param>
    /// <exception cref="ArgumentException">The name is no topic name.</exception>
    internal static IReadOnlyList<Place> ForSubscriber(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        var owner = colon < 0 ? null : name[..colon];
        var topic = name[(colon + 1)..];
        CheckName(topic);
        return OperatingSystem.IsLinux() ? Linux.Candidates(topic, owner)
            : OperatingSystem.IsWindows() ? Windows.Candidates(topic, owner)
            : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");
    }

    /// <summary>Every place on this machine where something has a topic's name.</summary>
    internal static IReadOnlyList<Place> All() =>
        OperatingSystem.IsLinux() ? Linux.FindAll()
        : OperatingSystem.IsWindows() ? Windows.FindAll()
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Every file on this machine that is part of a topic, by topic, whether it is complete or not.</summary>
    internal static IReadOnlyList<(Place Place, IReadOnlyList<string> Files)> AllParts() =>
        OperatingSystem.IsLinux() ? Linux.FindParts() : []; // Windows keeps no files

    /// <summary>The directory of this user's topics; null where the system has none.</summary>
    internal static string? OwnDirectory => OperatingSystem.IsLinux() ? Linux.DirectoryOfUser : null;

    /// <summary>Whether this user publishes here.</summary>
    internal abstract bool IsOwn { get; }

    internal static string? NameFault(string name)
    {
        if (name.Length is 0 or > MaxNameLength)
            return $"A topic name has 1 to {MaxNameLength} characters, not {name.Length}.";
        if (!char.IsAsciiLetterOrDigit(name[0])) return $"The topic name '{name}' must begin with a letter or a digit.";
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '_'))
                return $"The topic name '{name}' may have letters, digits, '.', '-' and '_' only.";
        return null;
    }

    private static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (NameFault(name) is { } fault) throw new ArgumentException(fault, nameof(name));
    }
}
