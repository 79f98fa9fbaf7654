namespace Sightglass.Leases;

/// <summary>What can be told about a lease from outside.</summary>
internal enum LeaseLook
{
    /// <summary>Somebody holds it, or it cannot be told: that counts as alive.</summary>
    Held,
    /// <summary>It is there and nobody holds it.</summary>
    Free,
    /// <summary>It is not there: given back, never taken, or deleted by hand under a living holder.</summary>
    Missing,
}

/// <summary>
/// The right to publish a topic. The operating system takes it back when its holder dies, however it dies: neither
/// process ids nor time-outs can tell death from a pause.
/// </summary>
internal abstract partial class Lease : IDisposable
{
    private Lease()
    {
    }

    /// <summary>Takes the lease, or returns null when another holds it.</summary>
    /// <param name="name">A path on Linux, an object's name on Windows.</param>
    /// <param name="access">Who may ask about it.</param>
    /// <exception cref="TopicException">The system refuses.</exception>
    internal static Lease? TryAcquire(string name, Access access) =>
        OperatingSystem.IsLinux() ? Linux.TryAcquireFile(name, access)
        : OperatingSystem.IsWindows() ? Windows.TryAcquireMutex(name, access)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Looks without taking anything.</summary>
    internal static LeaseLook Look(string name) =>
        OperatingSystem.IsLinux() ? Linux.LookAt(name)
        : OperatingSystem.IsWindows() ? Windows.LookAt(name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Whether the name still leads to this lease; false when somebody deleted it.</summary>
    internal abstract bool IsShown { get; }

    /// <summary>Gives the lease back; a second call does nothing.</summary>
    public abstract void Dispose();
}
