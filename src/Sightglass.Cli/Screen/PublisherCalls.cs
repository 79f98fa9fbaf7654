using Sightglass.Cli.Control;
using Sightglass.Cli.Following;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Screen;

/// <summary>
/// What keys ask of the publisher: calls, like those of <c>sightglass set</c> and <c>sightglass sensors</c>, one after
/// the other. The last answer stays for a while.
/// </summary>
internal sealed class PublisherCalls(TopicBoard board, string? from, Action onAnswer, CancellationToken end)
{
    private const int AnswerMs = 4000;

    private static readonly int[] _stepsMs = [10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000];

    private readonly Lock _lock = new();
    private Task _last = Task.CompletedTask;
    private string _answer = "";
    private long _answeredMs;

    /// <summary>What came of the last one; empty after a while.</summary>
    internal string Answer
    {
        get
        {
            lock (_lock) return Environment.TickCount64 - _answeredMs < AnswerMs ? _answer : "";
        }
    }

    /// <summary>When the answer has stood for long enough; null without one.</summary>
    internal int? AnswerLeftMs
    {
        get
        {
            lock (_lock)
            {
                var leftMs = _answeredMs + AnswerMs - Environment.TickCount64;
                return _answer.Length > 0 && leftMs > 0 ? (int)leftMs : null;
            }
        }
    }

    /// <summary>The next interval that is shorter or longer than the one in force.</summary>
    internal static TimeSpan? Step(TimeSpan interval, int direction)
    {
        var nowMs = interval.TotalMilliseconds;
        var nextMs = direction < 0 ? _stepsMs.LastOrDefault(step => step < nowMs)
            : _stepsMs.FirstOrDefault(step => step > nowMs);
        return nextMs == 0 ? null : TimeSpan.FromMilliseconds(nextMs);
    }

    /// <summary>The next step of the interval of processors and memory, or of the topic in their place.</summary>
    internal void StepInterval(int direction) => Queue(async () =>
    {
        var (said, refused) = ("", "");
        foreach (var topic in Find(from is null ? [MachineTopics.Cpu, MachineTopics.Memory] : [from]))
        {
            if (Step(topic.Interval, direction) is not { } interval) continue;
            try
            {
                var wanted = Durations.Format(interval);
                var state = await ControlCall.IntervalAsync(topic, wanted, end).ConfigureAwait(false);
                said = $"every {state.Interval}";
            }
            catch (CallException e)
            {
                refused = e.Message;
            }
        }
        return refused.Length > 0 ? refused : said;
    });

    /// <summary>Switches a sensor of the machine's publisher on, or off when it is on.</summary>
    internal void SwitchSensor(string name) => Queue(async () =>
    {
        if (Find([MachineTopics.Cpu]) is not [var topic]) return "There is no publisher of this machine to ask.";
        try
        {
            var now = await ControlCall.VerbAsync(topic, ControlVerbs.Ping, end).ConfigureAwait(false);
            var isOn = now.Sensors.Contains(name);
            await ControlCall.SensorAsync(topic, name, !isOn, end).ConfigureAwait(false);
            return $"sensor {name} is {(isOn ? "off" : "on")}";
        }
        catch (CallException e)
        {
            return e.Message;
        }
    });

    private List<Subscriber> Find(string[] names) =>
        [.. board.Topics.Where(topic => names.Contains(topic.Name)).Select(topic => topic.Subscriber)];

    private void Queue(Func<Task<string>> call)
    {
        lock (_lock) _last = RunAsync(_last, call);
    }

    private async Task RunAsync(Task before, Func<Task<string>> call)
    {
        await before.ConfigureAwait(false);
        try
        {
            var answer = await call().ConfigureAwait(false);
            lock (_lock) (_answer, _answeredMs) = (answer, Environment.TickCount64);
            onAnswer();
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The screen has ended, or the topic is followed no more.
        }
    }
}
