namespace Sightglass.Peers;

/// <summary>
/// A subscriber's sign of life beside a topic. The operating system takes it away when the process ends, so the
/// publisher can know whether anybody looks without believing anybody.
/// </summary>
internal abstract partial class Presence : IDisposable
{
    private Presence()
    {
    }

    /// <summary>Puts up the sign, or returns null where this user may not.</summary>
    /// <param name="name">Of the peers region: a path on Linux, an object's name on Windows.</param>
    internal static Presence? Enter(string name) =>
        OperatingSystem.IsLinux() ? Linux.EnterFile(name)
        : OperatingSystem.IsWindows() ? Windows.EnterObject(name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Whether anybody's sign is up.</summary>
    internal static bool IsAnyone(string name) =>
        OperatingSystem.IsLinux() ? Linux.IsAnyoneAt(name)
        : OperatingSystem.IsWindows() ? Windows.IsAnyoneAt(name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    public abstract void Dispose();
}
