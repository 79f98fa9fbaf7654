namespace Sightglass.Sensors.Cpu;

/// <summary>The modes that a system tells apart, in the order of proc_stat(5).</summary>
[Flags]
internal enum CpuModeSet
{
    None = 0,
    User = 1,
    Nice = 2,
    System = 4,
    Idle = 8,
    IoWait = 16,
    Irq = 32,
    SoftIrq = 64,
    Steal = 128,
    All = 255,
}

/// <summary>
/// Raw counters just taken: of each online processor by its number, and of the machine if the system counts that too.
/// Reused from tick to tick; it grows only when a higher number shows up.
/// </summary>
internal sealed class CpuReading
{
    /// <summary>
    /// No kernel is built for more (NR_CPUS is at most 8192). A higher number is rubbish, not a processor.
    /// </summary>
    internal const int MaxLimit = 8192;

    private CpuCounters[] _counters = [];
    private bool[] _isOnline = [];
    private CpuCounters _machine;

    /// <summary>One more than the highest processor number ever set.</summary>
    internal int Limit { get; private set; }

    internal int OnlineCount { get; private set; }

    /// <summary>Which modes were told apart; the others are 0 in all counters.</summary>
    internal CpuModeSet Modes { get; set; } = CpuModeSet.All;

    /// <summary>Whether the system itself gave the machine's counters.</summary>
    internal bool HasMachine { get; private set; }

    /// <summary>The machine's counters: the system's own, or else the sum over the online processors.</summary>
    internal CpuCounters Machine
    {
        get
        {
            if (HasMachine)
                return _machine;
            var sum = default(CpuCounters);
            for (int number = 0; number < Limit; number++)
            {
                if (_isOnline[number])
                    sum += _counters[number];
            }
            return sum;
        }
    }

    internal void Clear()
    {
        Array.Clear(_isOnline);
        OnlineCount = 0;
        HasMachine = false;
    }

    internal void SetMachine(in CpuCounters counters)
    {
        _machine = counters;
        HasMachine = true;
    }

    internal void Set(int number, in CpuCounters counters)
    {
        if ((uint)number >= MaxLimit)
            return;
        if (number >= _counters.Length)
        {
            int length = Math.Clamp(_counters.Length * 2, number + 1, MaxLimit);
            Array.Resize(ref _counters, length);
            Array.Resize(ref _isOnline, length);
        }
        if (!_isOnline[number])
            OnlineCount++;
        _isOnline[number] = true;
        _counters[number] = counters;
        Limit = Math.Max(Limit, number + 1);
    }

    internal bool TryGet(int number, out CpuCounters counters)
    {
        bool isOnline = number < Limit && _isOnline[number];
        counters = isOnline ? _counters[number] : default;
        return isOnline;
    }
}
