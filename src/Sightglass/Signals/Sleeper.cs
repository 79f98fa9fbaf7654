using Microsoft.Win32.SafeHandles;
using Sightglass.Layout;

namespace Sightglass.Signals;

/// <summary>
/// A subscriber's end of a topic's signal; the protocol is <see cref="Waker"/>'s. A sleep may end for no reason: the
/// caller looks again. One thread at a time sleeps; any thread may interrupt.
/// </summary>
internal abstract unsafe partial class Sleeper : IDisposable
{
    /// <summary>
    /// How long one sleep lasts at most where the publisher cannot be told of it: this user may not write to peers, and
    /// the publisher wakes only whom it knows of.
    /// </summary>
    internal const int UnannouncedSleepMs = 50;

    private readonly ulong* _signal;
    private readonly ulong* _sleptOn;

    private Sleeper(ulong* signal, ulong* sleptOn, bool wakesAlways)
    {
        _signal = signal;
        _sleptOn = sleptOn;
        IsWoken = wakesAlways || sleptOn != null;
    }

    /// <summary>The sleeper of a topic's subscriber.</summary>
    /// <param name="signal">In the topic's header.</param>
    /// <param name="peers">Where to say on what it sleeps; null when it may not write there.</param>
    /// <param name="wakesAlways">The publisher wakes at each sample, told or not.</param>
    /// <param name="name">The stem of the names of the subscribers' events (Windows).</param>
    /// <param name="everyone">Whether another user's publisher may have to set the event (Windows).</param>
    internal static Sleeper Create(ulong* signal, PeersHeader* peers, bool wakesAlways, string name, bool everyone) =>
        OperatingSystem.IsLinux() ? new Linux(signal, peers == null ? null : &peers->SleptOn, wakesAlways)
        : OperatingSystem.IsWindows() ? new Windows(signal, peers, name, everyone)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>The sleeper of a caller, who waits for replies.</summary>
    /// <param name="signal">Of its seat.</param>
    /// <param name="sleptOn">Of its seat.</param>
    /// <param name="reply">What a reply sets (Windows).</param>
    internal static Sleeper Create(ulong* signal, ulong* sleptOn, SafeWaitHandle? reply) =>
        OperatingSystem.IsLinux() ? new Linux(signal, sleptOn, wakesAlways: false)
        : OperatingSystem.IsWindows() ? new Windows(signal, sleptOn, reply!)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Whether the publisher wakes this sleeper; otherwise it sleeps in short pieces.</summary>
    internal bool IsWoken { get; private protected set; }

    /// <summary>The signal now. To be taken before the look for news that precedes a sleep.</summary>
    // Acquire: the look for news comes after it. Without it news could be missed and the newer signal slept on.
    internal ulong Seen => Volatile.Read(ref *_signal);

    /// <summary>
    /// Sleeps unless the signal has passed <paramref name="seen"/>; returns at a wake, at the time-out, or for no
    /// reason.
    /// </summary>
    internal void Sleep(ulong seen, int timeoutMs)
    {
        if (!IsWoken) timeoutMs = (int)Math.Min((uint)timeoutMs, UnannouncedSleepMs); // as unsigned, -1 is the longest
        if (Announce(seen)) SleepNow(seen, timeoutMs);
    }

    /// <summary>Says on what this sleeper is about to sleep.</summary>
    /// <returns>Whether it should: false when the signal has changed.</returns>
    internal bool Announce(ulong seen)
    {
        if (_sleptOn != null)
        {
            Mark();
            var slept = Volatile.Read(ref *_sleptOn);
            // Only ever raised: lowering it would hide another that sleeps on a later signal.
            while (slept < seen)
            {
                var found = Interlocked.CompareExchange(ref *_sleptOn, seen, slept);
                if (found == slept) break;
                slept = found;
            }
            // The announcement before the last look at the signal; the other half of the fence in Waker.Raise.
            Interlocked.MemoryBarrier();
        }
        return Volatile.Read(ref *_signal) == seen;
    }

    /// <summary>Ends the sleep of this sleeper if it is asleep; may wake others too.</summary>
    internal abstract void Interrupt();

    private protected virtual void Mark()
    {
    }

    private protected abstract void SleepNow(ulong seen, int timeoutMs);

    public virtual void Dispose()
    {
    }

    internal static string EventName(string name, int index) => $"{name}.sleeper{index}";
}
