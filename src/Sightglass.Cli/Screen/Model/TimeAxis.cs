namespace Sightglass.Cli.Screen.Model;

/// <summary>
/// The time that all graphs show: how much of it, whether it stands still, and the moment that the values are read at.
/// </summary>
internal sealed class TimeAxis
{
    internal static readonly TimeSpan LeastWindow = TimeSpan.FromSeconds(30), DefaultWindow = TimeSpan.FromMinutes(1);

    private const int CursorSteps = 100;

    private static readonly int[] _windowSeconds =
        [30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

    private long? _frozenEndNs;

    internal TimeSpan Window { get; private set; } = DefaultWindow;

    internal bool IsFrozen => _frozenEndNs is not null;

    /// <summary>The moment that all values are read at; null for the newest.</summary>
    internal long? CursorNs { get; private set; }

    /// <summary>Where the graphs end.</summary>
    internal long EndNs(long newestNs) => _frozenEndNs ?? newestNs;

    /// <summary>The next longer or shorter window; no longer than shows the whole history.</summary>
    internal void Zoom(int direction, TimeSpan history)
    {
        var longest = Math.Max(history.TotalSeconds, LeastWindow.TotalSeconds);
        var now = Window.TotalSeconds;
        var next = direction < 0 ? _windowSeconds.LastOrDefault(s => s < now)
            : now >= longest ? 0 : _windowSeconds.FirstOrDefault(s => s > now);
        if (next > 0) Window = TimeSpan.FromSeconds(next);
    }

    internal void SetWindow(TimeSpan window) =>
        Window = TimeSpan.FromSeconds(Math.Clamp(window.TotalSeconds, LeastWindow.TotalSeconds, _windowSeconds[^1]));

    internal void ToggleFreeze(long newestNs)
    {
        if (IsFrozen) GoLive();
        else _frozenEndNs = newestNs;
    }

    /// <summary>The end of the axis goes with time again, and the values are the newest.</summary>
    internal void GoLive() => (_frozenEndNs, CursorNs) = (null, null);

    /// <summary>Moves the cursor by steps of the window; negative is back.</summary>
    internal void MoveCursor(int steps, long newestNs, long oldestNs)
    {
        var stepNs = (long)Window.TotalNanoseconds / CursorSteps;
        SetCursor((CursorNs ?? EndNs(newestNs)) + steps * stepNs, newestNs, oldestNs);
    }

    /// <summary>
    /// Puts the cursor at a moment. The axis stands still meanwhile, and goes along where the cursor would leave it.
    /// Past the newest moment, it is live again.
    /// </summary>
    internal void SetCursor(long ns, long newestNs, long oldestNs)
    {
        if (ns > newestNs)
        {
            GoLive();
            return;
        }
        var (windowNs, endNs) = ((long)Window.TotalNanoseconds, EndNs(newestNs));
        var cursorNs = Math.Max(ns, oldestNs);
        CursorNs = cursorNs;
        _frozenEndNs = cursorNs < endNs - windowNs ? cursorNs + windowNs : Math.Max(endNs, cursorNs);
    }
}
