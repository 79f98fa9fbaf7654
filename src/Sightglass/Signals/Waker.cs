using Sightglass.Layout;

namespace Sightglass.Signals;

/// <summary>
/// The publisher's end of a topic's signal. Steps, with the subscriber's beside them (<see cref="Sleeper"/>):
/// <list type="number">
/// <item>signal := s + 1 — the subscriber: raise SleptOn to the signal it has seen;</item>
/// <item>full fence — full fence;</item>
/// <item>wake if SleptOn ≥ s — sleep if the signal is still what it has seen.</item>
/// </list>
/// Either the publisher sees who sleeps, or the sleeper sees the new signal. SleptOn needs no clearing: who slept on an
/// older signal was woken at that one's end, so a subscriber that dies asleep costs one needless wake and no more.
/// "≥" rather than "=": a quick subscriber may sleep on s + 1 before the publisher looks, and must not hide one on s.
/// </summary>
internal abstract unsafe partial class Waker : IDisposable
{
    private readonly ulong* _signal;
    private readonly PeersHeader* _peers;
    private readonly bool _always;

    private Waker(ulong* signal, PeersHeader* peers, bool always)
    {
        _signal = signal;
        _peers = peers;
        _always = always;
    }

    /// <param name="signal">In the topic's header.</param>
    /// <param name="peers">Where subscribers say on what they sleep.</param>
    /// <param name="always">Wake at each sample: there are subscribers that may not write to peers.</param>
    /// <param name="name">The stem of the names of the subscribers' events (Windows).</param>
    internal static Waker Create(ulong* signal, PeersHeader* peers, bool always, string name) =>
        OperatingSystem.IsLinux() ? new Linux(signal, peers, always)
        : OperatingSystem.IsWindows() ? new Windows(signal, peers, always, name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Says that something changed; costs a system call only if somebody sleeps.</summary>
    internal void Raise()
    {
        var before = *_signal;
        // Release: the sample before the signal. Without it a woken subscriber could look and find nothing new.
        Volatile.Write(ref *_signal, before + 1);
        if (!_always)
        {
            // Store before load, which neither x64 nor ARM64 keeps by itself. Without it both sides can miss each
            // other: the subscriber's look sees the old signal, this look sees nobody asleep.
            Interlocked.MemoryBarrier();
            if (Volatile.Read(ref _peers->SleptOn) < before) return;
        }
        WakeAll();
    }

    /// <summary>Wakes whoever sleeps, now.</summary>
    internal abstract void WakeAll();

    public virtual void Dispose()
    {
    }
}
