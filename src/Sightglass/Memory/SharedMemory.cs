namespace Sightglass.Memory;

/// <summary>What everyone may do with a region for everyone.</summary>
internal enum Rights
{
    Read,
    /// <summary>
    /// Write where it must be. On Windows other users' sleepers must be found; on Linux they are woken without being
    /// known, and so cannot hide each other.
    /// </summary>
    Peers,
    Write,
}

/// <summary>
/// One region of named shared memory, mapped. There is no finalizer: unmapping under a thread that still copies would
/// end the process, so memory goes only when its owner says so and nobody is inside.
/// </summary>
internal abstract unsafe partial class SharedMemory : IDisposable
{
    private int _pins = 1;
    private volatile bool _closed;

    private SharedMemory(byte* address, ulong sizeBytes)
    {
        Address = address;
        SizeBytes = sizeBytes;
    }

    internal byte* Address { get; }

    internal ulong SizeBytes { get; }

    /// <summary>Whether entry is forbidden. Looked at after <see cref="InFlight.Enter"/>.</summary>
    internal bool IsClosed => _closed;

    /// <summary>
    /// Whether the process that showed the region still has it, told without any name: somebody may have deleted them
    /// all. False on Windows, where nobody can.
    /// </summary>
    internal virtual bool IsHeld => false;

    /// <summary>
    /// Makes a region of zeros, all of it really allocated, that nobody can find until <see cref="Show"/>.
    /// </summary>
    /// <param name="name">A path on Linux, an object's name on Windows; not in use.</param>
    /// <param name="sizeBytes">More than 0.</param>
    /// <param name="access">Who may use it.</param>
    /// <param name="rights">What everyone may do with it, if everyone may use it.</param>
    /// <exception cref="TopicException">The system refuses.</exception>
    internal static SharedMemory Create(string name, ulong sizeBytes, Access access, Rights rights) =>
        OperatingSystem.IsLinux() ? Linux.CreateFile(name, sizeBytes, access, rights)
        : OperatingSystem.IsWindows() ? Windows.CreateSection(name, sizeBytes, access, rights)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Maps a region that is there.</summary>
    /// <exception cref="TopicException">There is none, it may not be opened, or it is no region.</exception>
    internal static SharedMemory Open(string name, bool writable) =>
        OperatingSystem.IsLinux() ? Linux.OpenFile(name, writable)
        : OperatingSystem.IsWindows() ? Windows.OpenSection(name, writable)
        : throw new PlatformNotSupportedException("Sightglass runs on Linux and Windows.");

    /// <summary>Maps what was shown last under this name.</summary>
    /// <exception cref="TopicException">There is none, it may not be opened, or it is no region.</exception>
    internal static SharedMemory OpenShown(string shownName) =>
        OperatingSystem.IsWindows() ? Windows.OpenPointed(shownName) : Open(shownName, writable: false);

    /// <summary>Gives the region the name by which others find it, in place of whatever had it.</summary>
    internal abstract void Show(string shownName);

    /// <summary>Whether the name still leads to this region: not deleted, not replaced by a newer one.</summary>
    internal abstract bool IsShown(string shownName);

    /// <summary>Takes the name away again, if it still leads here.</summary>
    internal abstract void Withdraw(string shownName);

    /// <summary>
    /// Keeps the region mapped for a sleep or another long use, without holding up <see cref="Dispose"/>.
    /// </summary>
    /// <exception cref="ObjectDisposedException">It is closed already.</exception>
    internal void Pin()
    {
        ObjectDisposedException.ThrowIf(!TryPin(), this);
    }

    internal bool TryPin()
    {
        int pins;
        do
        {
            pins = Volatile.Read(ref _pins);
            if (pins == 0 || _closed) return false;
        }
        while (Interlocked.CompareExchange(ref _pins, pins + 1, pins) != pins);
        return true;
    }

    internal void Unpin()
    {
        if (Interlocked.Decrement(ref _pins) == 0) Unmap();
    }

    /// <summary>
    /// Forbids entry, waits for the threads that are copying, and unmaps as soon as the last pin is off.
    /// </summary>
    public void Dispose()
    {
        if (_closed) return;
        _closed = true;
        InFlight.WaitForAll();
        Unpin();
    }

    private protected abstract void Unmap();
}
