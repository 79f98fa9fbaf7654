namespace Sightglass;

/// <summary>What the watch looks after.</summary>
internal interface IWatched
{
    /// <summary>Looks at the state of the world outside. Must not throw.</summary>
    void Look();

    /// <summary>Whether one look in a second is often enough.</summary>
    bool IsPatient { get; }
}

/// <summary>
/// The one thread of a process that looks at what no signal tells: whether publishers live, whether names still lead
/// where they led. Four times a second, or once if nothing to look after needs more: to wake costs more than to look.
/// It exists while there is something to look after.
/// </summary>
internal static class Watch
{
    /// <summary>Two looks, one of them doubted, still make a death visible well within a second.</summary>
    internal const int PeriodMs = 250;

    private const int PatientPeriodMs = 1_000;

    private static readonly Lock _lock = new();
    private static readonly List<IWatched> _watched = [];
    private static readonly AutoResetEvent _added = new(false);
    private static bool _isRunning, _isPatient;

    private static int _rescues;

    /// <summary>How often the watch woke somebody whom a signal should have woken. Tests expect none.</summary>
    internal static int Rescues => Volatile.Read(ref _rescues);

    internal static void CountRescue() => Interlocked.Increment(ref _rescues);

    internal static void Add(IWatched one)
    {
        lock (_lock)
        {
            _watched.Add(one);
            if (_isRunning)
            {
                // Not if it looks often anyway: what is doubted needs its time between two looks.
                if (_watched.Count == 1 || (_isPatient && !one.IsPatient)) _added.Set();
                return;
            }
            _isRunning = true;
        }
        new Thread(Run) { IsBackground = true, Name = "Sightglass watch" }.UnsafeStart();
    }

    /// <summary>One that it looks after became impatient.</summary>
    internal static void Hurry()
    {
        lock (_lock)
            if (_isPatient) _added.Set();
    }

    internal static void Remove(IWatched one)
    {
        lock (_lock) _watched.Remove(one);
    }

    private static void Run()
    {
        var snapshot = new List<IWatched>();
        while (true)
        {
            snapshot.Clear();
            lock (_lock)
            {
                snapshot.AddRange(_watched);
                _isPatient = snapshot.TrueForAll(static one => one.IsPatient);
            }
            foreach (var one in snapshot) one.Look();
            // A pause without anything to look after has no end but the next Add.
            _added.WaitOne(snapshot.Count == 0 ? Timeout.Infinite : _isPatient ? PatientPeriodMs : PeriodMs);
        }
    }
}
