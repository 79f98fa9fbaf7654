using System.Diagnostics;
using Sightglass.Cli.Following;
using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Model;
using Sightglass.Cli.Screen.Panels;
using Sightglass.Cli.Screen.Terminal;

namespace Sightglass.Cli.Screen;

/// <summary>
/// Follows all topics and shows them on the terminal until the user quits. The topics' threads fill the chronicle; this
/// one sleeps until something happened, and draws.
/// </summary>
internal sealed class TopMonitor : IDisposable
{
    /// <summary>The machine's topics are measured at times of their own: what comes within this is one picture.</summary>
    private const int MomentMs = 90;

    /// <summary>
    /// Between pictures of samples: half an interval, since each topic has its own moment in it. Keys do not wait so.
    /// </summary>
    private const int FastestMs = 125, SlowestMs = 500;

    /// <summary>Between pictures when nothing comes: how long ago something ended grows, and the time of day.</summary>
    private const int AgingMs = 1000, IdleMs = 2500;

    private const int ViewersMs = 2000;

    private readonly Chronicle _chronicle = new();
    private readonly TimeAxis _axis = new();
    private readonly TopScreen _screen;
    private readonly string? _from;
    private readonly AutoResetEvent _pressed = new(false), _changed = new(false);
    private readonly OwnCost _cost = new();
    private long _drawnAt, _lookedAt;
    private string _viewers = "";

    /// <param name="capabilities">What the terminal can.</param>
    /// <param name="from">The topic in the place of the machine's; null for the machine.</param>
    /// <param name="settings">What the user chose at an earlier time; takes what they choose now.</param>
    internal TopMonitor(TerminalCapabilities capabilities, string? from, TopSettings settings)
    {
        _from = from;
        _screen = new(new Look(capabilities.Palette, capabilities.Glyphs), _axis);
        settings.ApplyTo(_screen);
    }

    internal TopScreen Screen => _screen;

    /// <returns>Whether the user quit; otherwise it was cancelled.</returns>
    internal async Task<bool> RunAsync(TerminalCapabilities capabilities, CancellationToken cancel)
    {
        var plain = _from?[(_from.IndexOf(':', StringComparison.Ordinal) + 1)..];
        await using var board = TopicBoard.Start(StartAt.Oldest, name => plain is null || name == plain, Take, Forget);
        var calls = new PublisherCalls(board, _from, () => _changed.Set(), cancel);
        using var session = new TerminalSession(capabilities, () => _pressed.Set());
        while (!cancel.IsCancellationRequested)
        {
            var moment = MomentNow();
            if (TakeInput(session, calls, moment)) return true;
            Draw(session, board, calls);
            Sleep(calls, cancel);
        }
        return false;
    }

    public void Dispose()
    {
        _pressed.Dispose();
        _changed.Dispose();
    }

    private void Take(FollowedTopic topic, Update<Sample> update)
    {
        _chronicle.Take(topic, update);
        _changed.Set();
    }

    private void Forget(FollowedTopic topic)
    {
        _chronicle.Forget(topic);
        _changed.Set();
    }

    private Moment MomentNow() => new(_chronicle, _axis, TopicClock.MonotonicNs, TopicClock.UtcNs)
    {
        From = _from,
        Viewers = _viewers,
    };

    private bool TakeInput(TerminalSession session, PublisherCalls calls, Moment moment)
    {
        while (session.TryTake(out var input))
        {
            ScreenRequest request = ScreenRequest.None;
            lock (_chronicle.Gate)
            {
                if (input.Key is { } key) request = _screen.Press(key.Code, key.Letter, key.IsShifted, moment);
                else if (input.Mouse is { } mouse) TakeMouse(mouse, moment);
            }
            switch (request)
            {
                case ScreenRequest.Quit: return true;
                case ScreenRequest.Faster: calls.StepInterval(-1); break;
                case ScreenRequest.Slower: calls.StepInterval(+1); break;
                case ScreenRequest.SwitchProcesses: calls.SwitchSensor("processes"); break;
            }
        }
        return false;
    }

    private void TakeMouse(MouseEvent mouse, Moment moment)
    {
        switch (mouse.Kind)
        {
            case MouseKind.Press: _screen.Click(mouse.X, mouse.Y); break;
            case MouseKind.WheelUp: _screen.Wheel(mouse.X, mouse.Y, -1, moment); break;
            case MouseKind.WheelDown: _screen.Wheel(mouse.X, mouse.Y, +1, moment); break;
        }
    }

    private void Draw(TerminalSession session, TopicBoard board, PublisherCalls calls)
    {
        _cost.Look();
        if (_lookedAt == 0 || Stopwatch.GetElapsedTime(_lookedAt).TotalMilliseconds > ViewersMs)
        {
            string[] watched = _from is null ? [MachineTopics.Cpu, MachineTopics.Memory] : [_from];
            _viewers = Viewers.Of([.. board.Topics.Where(topic => watched.Contains(topic.Name))]);
            _lookedAt = Stopwatch.GetTimestamp();
        }
        _screen.Surroundings = new()
        {
            Host = Environment.MachineName,
            Answer = calls.Answer,
            Viewers = _viewers,
            OwnUsage = _cost.Usage,
        };
        var canvas = session.Begin();
        lock (_chronicle.Gate) _screen.Draw(canvas, MomentNow());
        session.Show();
        _drawnAt = Stopwatch.GetTimestamp();
    }

    /// <summary>Until there is something to draw: at once after a key, a moment after a sample, at times anyway.</summary>
    private void Sleep(PublisherCalls calls, CancellationToken cancel)
    {
        var (waitMs, paceMs) = Pace();
        if (calls.AnswerLeftMs is { } leftMs) waitMs = Math.Min(waitMs, leftMs + 1);
        if (WaitHandle.WaitAny([_pressed, cancel.WaitHandle, _changed], waitMs) != 2) return;
        var sinceMs = (int)Stopwatch.GetElapsedTime(_drawnAt).TotalMilliseconds;
        WaitHandle.WaitAny([_pressed, cancel.WaitHandle], Math.Max(MomentMs, paceMs - sinceMs));
        _changed.Reset(); // what came in that moment is in this picture
    }

    private (int WaitMs, int PaceMs) Pace()
    {
        lock (_chronicle.Gate)
        {
            var leastMs = 2.0 * SlowestMs;
            var isAging = false;
            foreach (var topic in _chronicle.Topics)
                if (topic.IsOld) isAging = true;
                else if (topic.Interval > TimeSpan.Zero) leastMs = Math.Min(leastMs, topic.Interval.TotalMilliseconds);
            return (isAging ? AgingMs : IdleMs, Math.Max((int)leastMs / 2, FastestMs));
        }
    }
}
