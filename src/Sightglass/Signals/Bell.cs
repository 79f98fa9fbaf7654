namespace Sightglass.Signals;

/// <summary>
/// By which callers wake the publisher's threads for calls. Any number ring, any number look. Steps, side by side:
/// <list type="number">
/// <item>caller: the request is written; signal + 1 — thread: looking - 1;</item>
/// <item>full fence — full fence;</item>
/// <item>wake one if nobody is looking — look again if the signal is not the one seen before the last look.</item>
/// </list>
/// Either the caller sees that nobody looks, or the thread sees the new signal; it may not be asleep yet when it is
/// woken: the futex then finds another word, and the event stays set.
/// </summary>
internal abstract unsafe partial class Bell : IDisposable
{
    private readonly ulong* _signal;
    private readonly uint* _looking;
    private uint _difference;
    private uint _lookers; // of this process; what looking is while nobody writes over it

    private Bell(ulong* signal, uint* looking)
    {
        _signal = signal;
        _looking = looking;
    }

    /// <summary>The publisher's.</summary>
    /// <param name="signal">In the calls region.</param>
    /// <param name="looking">In the calls region.</param>
    /// <param name="name">Of the calls region.</param>
    /// <param name="access">Who may ring.</param>
    internal static Bell Create(ulong* signal, uint* looking, string name, Access access) =>
        OperatingSystem.IsLinux() ? new Linux(signal, looking)
        : OperatingSystem.IsWindows() ? Windows.CreateEvent(signal, looking, name, access)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>A caller's.</summary>
    internal static Bell Open(ulong* signal, uint* looking, string name) =>
        OperatingSystem.IsLinux() ? new Linux(signal, looking)
        : OperatingSystem.IsWindows() ? Windows.OpenEvent(signal, looking, name)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    // Acquire: the look for requests comes after it. Without it a request could be missed and its signal slept on.
    internal ulong Seen => Volatile.Read(ref *_signal);

    /// <summary>A request is there.</summary>
    internal void Ring()
    {
        // A full fence: the request before the signal, the signal before the look at who is looking.
        _ = Interlocked.Increment(ref *_signal);
        if (Volatile.Read(ref *_looking) == 0) WakeOne();
    }

    /// <summary>This thread looks for requests from now on: before its first look.</summary>
    internal void BeginLooking()
    {
        _ = Interlocked.Increment(ref _lookers);
        _ = Interlocked.Increment(ref *_looking);
    }

    /// <summary>This thread does not look any more.</summary>
    /// <param name="seen">The signal before its last look.</param>
    /// <returns>Whether nothing came since; otherwise somebody must look.</returns>
    internal bool EndLooking(ulong seen)
    {
        // A full fence between this and the last look at the signal; the other half of the one in Ring.
        _ = Interlocked.Decrement(ref _lookers);
        _ = Interlocked.Decrement(ref *_looking);
        return Volatile.Read(ref *_signal) == seen;
    }

    /// <summary>
    /// Puts right what a hostile caller may have written over, if it stands there at two looks: a thread that comes or
    /// goes in this moment makes a difference too.
    /// </summary>
    internal void Repair()
    {
        var found = Volatile.Read(ref *_looking);
        var difference = found - Volatile.Read(ref _lookers);
        if (difference != 0 && difference == _difference)
            _ = Interlocked.CompareExchange(ref *_looking, found - difference, found);
        _difference = difference;
    }

    /// <summary>Wakes one thread, if one sleeps.</summary>
    internal abstract void WakeOne();

    /// <summary>Sleeps unless the signal is another than seen; may end for no reason.</summary>
    internal abstract void Sleep(ulong seen, int timeoutMs);

    public abstract void Dispose();
}
