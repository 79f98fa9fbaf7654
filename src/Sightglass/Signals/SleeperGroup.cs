namespace Sightglass.Signals;

/// <summary>
/// One thread that sleeps for many sleepers at once, so that a hundred idle subscribers need no hundred threads.
/// </summary>
internal abstract partial class SleeperGroup : IDisposable
{
    private SleeperGroup()
    {
    }

    internal static SleeperGroup Create() =>
        OperatingSystem.IsLinux() ? new Linux()
        : OperatingSystem.IsWindows() ? new Windows()
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>How many sleepers one call can take.</summary>
    internal abstract int Capacity { get; }

    /// <summary>
    /// Sleeps until the signal of one of them has passed what was seen, or <see cref="Interrupt"/>, or for no reason.
    /// </summary>
    /// <param name="sleepers">At most <see cref="Capacity"/>.</param>
    /// <param name="seen">The signal that each of them has seen.</param>
    /// <param name="timeoutMs">At most so long; -1 for ever.</param>
    internal abstract void Sleep(ReadOnlySpan<Sleeper> sleepers, ReadOnlySpan<ulong> seen, int timeoutMs);

    /// <summary>Ends the sleep, or the next one if none is under way.</summary>
    internal abstract void Interrupt();

    public abstract void Dispose();
}
