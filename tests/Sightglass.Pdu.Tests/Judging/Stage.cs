using Sightglass.Pdu.Judging;

namespace Sightglass.Pdu.Tests.Judging;

/// <summary>
/// The protocol on a clock of its own, a millisecond per step: a server with two threads, perhaps a client, and
/// watchers. The values are the numbers of the writes, so that a stale or repeated one is seen.
/// </summary>
internal sealed class Stage
{
    private readonly List<ServerThread> _server = [];

    internal bool Read { get; set; }

    internal bool Write { get; set; } = true;

    internal bool Write2 { get; set; } = true;

    internal long NowMs { get; private set; } = 1_000_000;

    internal List<Watcher> Watchers { get; } = [];

    internal Client? Client { get; set; }

    internal bool IsClaimed { get; set; }

    internal uint Memory { get; set; }

    internal uint Cpu { get; set; }

    internal void StartServer(int memoryDelayMs, int cpuDelayMs, int memoryResetsAfterMs = 1)
    {
        _server.Clear();
        _server.Add(new(this, memoryDelayMs, memoryResetsAfterMs, () => Memory++));
        _server.Add(new(this, cpuDelayMs, 1, () => Cpu++));
    }

    internal void KillServer() => _server.Clear();

    internal Watcher AddWatcher()
    {
        var watcher = new Watcher(this);
        Watchers.Add(watcher);
        return watcher;
    }

    internal void Run(int ms)
    {
        for (var end = NowMs + ms; NowMs < end; NowMs++)
        {
            foreach (var thread in _server) thread.Step();
            Client?.Step();
            foreach (var watcher in Watchers.ToArray()) watcher.Step();
        }
    }

    /// <summary>SetEvent on a manual-reset event lets all go that wait at that moment, even if it is reset at once.</summary>
    private void Signal()
    {
        Read = true;
        Client?.Wake();
        foreach (var watcher in Watchers) watcher.Wake();
    }

    private sealed class ServerThread(Stage stage, int delayMs, int resetsAfterMs, Action write)
    {
        private const int TurnMs = 1_000;
        private int _at;
        private long _wakeMs = stage.NowMs + delayMs;

        internal void Step()
        {
            if (stage.NowMs < _wakeMs) return;
            switch (_at)
            {
                case 0 when !stage.Write:
                case 1 when !stage.Write2:
                    return;
                case 1:
                    write();
                    _wakeMs = stage.NowMs + TurnMs;
                    break;
                case 2:
                    stage.Signal();
                    _wakeMs = stage.NowMs + resetsAfterMs; // between its system calls others run
                    break;
                case 3:
                    stage.Write = false;
                    break;
                case 4:
                    stage.Write2 = false;
                    break;
            }
            _at = (_at + 1) % 5;
        }
    }
}

/// <summary>An original client: so quick, or so slow.</summary>
internal sealed class Client(Stage stage, int takesMs)
{
    private long _takesAtMs = -1;

    internal int Lines { get; private set; }

    internal void Wake()
    {
        if (_takesAtMs >= 0) return;
        _takesAtMs = stage.NowMs + takesMs;
        Lines++;
    }

    internal void Step()
    {
        if (_takesAtMs < 0 && stage.Read) Wake();
        if (_takesAtMs < 0 || stage.NowMs < _takesAtMs) return;
        _takesAtMs = -1;
        (stage.Read, stage.Write, stage.Write2) = (false, true, true);
    }
}

/// <summary>A watcher of ours, as PduSubscriber drives its judgement.</summary>
internal sealed class Watcher
{
    private readonly Stage _stage;
    private readonly Turns _turns;
    private readonly FreshPairs _fresh = new();
    private long _wakeMs;
    private bool _isWoken, _hasClaim;

    internal Watcher(Stage stage)
    {
        _stage = stage;
        _turns = new(() =>
        {
            if (!_hasClaim && stage.IsClaimed) return false;
            return _hasClaim = stage.IsClaimed = true;
        });
        _wakeMs = stage.NowMs;
        _fresh.Restart(stage.NowMs);
    }

    internal List<(long AtMs, uint Memory, uint Cpu)> Lines { get; } = [];

    internal List<(long AtMs, Acts Acts)> Changes { get; } = [];

    internal void Wake() => _isWoken |= _turns.WaitsForSignal;

    internal void Die()
    {
        _stage.Watchers.Remove(this);
        if (_hasClaim) _stage.IsClaimed = false;
    }

    internal void Step()
    {
        if (!_isWoken && _stage.NowMs < _wakeMs && !(_turns.WaitsForSignal && _stage.Read)) return;
        var heardMs = _turns.SignalMs;
        var acts = _turns.Next(_stage.NowMs, _isWoken || _stage.Read, _stage.Write && _stage.Write2);
        _isWoken = false;
        if (_turns.SignalMs != heardMs && _turns.IsAfterGap) _fresh.Restart(_stage.NowMs);
        if ((acts & Acts.Take) != 0) _stage.Read = false;
        if ((acts & Acts.Read) != 0
            && _fresh.IsFresh(new(_stage.Memory, _stage.Cpu), _turns.SignalMs, _turns.WasReleased,
                isLate: (acts & (Acts.Take | Acts.Release)) == 0 && !_stage.Read))
            Lines.Add((_stage.NowMs, _stage.Memory, _stage.Cpu));
        if ((acts & Acts.Release) != 0) (_stage.Write, _stage.Write2) = (true, true);
        if ((acts & (Acts.Take | Acts.Release)) != 0) Changes.Add((_stage.NowMs, acts));
        _wakeMs = _stage.NowMs + Math.Max(_turns.WaitMs, 1);
    }
}
