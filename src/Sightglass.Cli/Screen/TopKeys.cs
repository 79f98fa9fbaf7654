using Sightglass.Cli.Control;

namespace Sightglass.Cli.Screen;

/// <summary>
/// The keys of the live screen, and what it shows of others: a thread that reads keys, and one that looks from time to
/// time who subscribes. Changing the interval is a call to the publisher, like <c>sightglass set</c>.
/// </summary>
internal sealed class TopKeys : IDisposable
{
    private const int LookMs = 1000, AnswerMs = 3000, ShownNames = 3;
    private static readonly TimeSpan[] _steps =
        [.. new[] { 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    private readonly MachineView _view;
    private readonly IReadOnlyList<Subscriber> _topics;
    private readonly SemaphoreSlim _changed;
    private readonly CancellationTokenSource _end;
    private readonly Task _look;
    private readonly SemaphoreSlim _pressed = new(1);
    private long _answeredMs;

    internal TopKeys(MachineView view, IReadOnlyList<Subscriber> topics, SemaphoreSlim changed, CancellationTokenSource end)
    {
        (_view, _changed, _end) = (view, changed, end);
        _topics = [.. topics.DistinctBy(topic => topic.Name)]; // `--from` shows one topic in two places
        if (!Console.IsInputRedirected) new Thread(Listen) { IsBackground = true, Name = "keys" }.Start();
        _look = LookAsync();
    }

    private void Listen()
    {
        while (true)
        {
            var key = Console.ReadKey(intercept: true);
            if (key.Key is ConsoleKey.Q or ConsoleKey.Escape)
            {
                _end.Cancel();
                return;
            }
            if (key.KeyChar is '+' or '=') _ = StepAsync(-1);
            else if (key.KeyChar is '-' or '_') _ = StepAsync(+1);
        }
    }

    /// <summary>The next interval that is shorter or longer than the one in force.</summary>
    internal static TimeSpan? Step(TimeSpan interval, int direction) => direction < 0
        ? _steps.Where(step => step < interval).Select(step => (TimeSpan?)step).LastOrDefault()
        : _steps.Where(step => step > interval).Select(step => (TimeSpan?)step).FirstOrDefault();

    private async Task StepAsync(int direction)
    {
        try
        {
            await _pressed.WaitAsync(_end.Token).ConfigureAwait(false); // one press after the other
            var (said, refused) = ("", "");
            foreach (var topic in _topics)
            {
                if (Step(topic.Interval, direction) is not { } interval) continue;
                try
                {
                    var state = await ControlCall.IntervalAsync(topic, Durations.Format(interval), _end.Token).ConfigureAwait(false);
                    said = $"every {state.Interval}";
                }
                catch (CallException e)
                {
                    refused = e.Message;
                }
            }
            lock (_view) (_view.Answer, _answeredMs) = (refused.Length > 0 ? refused : said, Environment.TickCount64);
            _pressed.Release();
            Redraw();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The screen has ended.
        }
    }

    private async Task LookAsync()
    {
        try
        {
            while (true)
            {
                var viewers = Viewers();
                lock (_view) _view.Viewers = viewers;
                await Task.Delay(LookMs, _end.Token).ConfigureAwait(false);
                lock (_view)
                    if (Environment.TickCount64 - _answeredMs > AnswerMs) _view.Answer = "";
            }
        }
        catch (OperationCanceledException)
        {
            // The screen has ended.
        }
    }

    private string Viewers()
    {
        try
        {
            var others = _topics.SelectMany(topic => Topics.Peers(topic.Name)).DistinctBy(peer => peer.Pid)
                .Where(peer => peer.Pid != Environment.ProcessId).ToList();
            if (others.Count == 0) return "nobody else watches";
            var names = string.Join(", ", others.Take(ShownNames).Select(peer => $"{peer.Program} {peer.Pid}"));
            return $"{others.Count} more watching: {names}{(others.Count > ShownNames ? " …" : "")}";
        }
        catch (TopicException)
        {
            return ""; // the topic is gone; the status line says so
        }
    }

    private void Redraw()
    {
        try
        {
            _changed.Release();
        }
        catch (ObjectDisposedException)
        {
            // The screen has ended.
        }
    }

    public void Dispose()
    {
        _look.GetAwaiter().GetResult();
        _pressed.Dispose();
    }
}
