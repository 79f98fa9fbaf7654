namespace Sightglass.Memory;

/// <summary>
/// Keeps memory mapped while a thread is copying out of it, at the cost of two plain stores. Each thread has a counter,
/// odd while the thread is inside. Who wants to unmap first forbids entry, then waits until each thread has been seen
/// outside once.
/// <list type="number">
/// <item>Reader: counter odd; look whether entry is forbidden; copy; counter even.</item>
/// <item>Closer: forbid; process-wide barrier; wait for each odd counter to change.</item>
/// </list>
/// </summary>
internal sealed class InFlight
{
    private static readonly Lock _lock = new();
    private static readonly List<InFlight> _all = [];

    [ThreadStatic] private static InFlight? _mine;

    private readonly WeakReference<Thread> _thread = new(Thread.CurrentThread);
    private long _count;

    private InFlight()
    {
    }

    /// <summary>Before the look at whatever forbids entry.</summary>
    internal static InFlight Enter()
    {
        var mine = _mine ?? Register();
        // No fence against the load that follows: the closer's process-wide barrier stands in for it. After that
        // barrier either this store is visible to the closer, or the closer's "forbidden" is visible to this thread.
        Volatile.Write(ref mine._count, mine._count + 1);
        return mine;
    }

    internal void Exit() =>
        // Release: every load of the copy is done before the counter says so. Without it memory could go while in use.
        Volatile.Write(ref _count, _count + 1);

    /// <summary>
    /// Returns when no thread that entered before the call is inside. The caller has forbidden entry.
    /// </summary>
    internal static void WaitForAll()
    {
        Interlocked.MemoryBarrierProcessWide();
        InFlight[] all;
        lock (_lock) all = [.. _all];
        foreach (var one in all)
        {
            var seen = Volatile.Read(ref one._count);
            var spin = new SpinWait();
            while ((seen & 1) == 1 && Volatile.Read(ref one._count) == seen && one != _mine) spin.SpinOnce();
        }
    }

    private static InFlight Register()
    {
        var mine = new InFlight();
        lock (_lock)
        {
            _all.RemoveAll(one => !one._thread.TryGetTarget(out var thread) || !thread.IsAlive);
            _all.Add(mine);
        }
        return _mine = mine;
    }
}
