using Microsoft.Extensions.Logging;
using Sightglass.Cli.Logging;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Control;

/// <summary>
/// Answers the calls to one topic of this publisher. Runs on the topic's threads for calls; what it changes, the
/// measuring threads see at their next tick. Of several askers the last word holds, and all see it in the topic.
/// </summary>
internal sealed class PublisherControl(MachinePublisher machine, TopicSource source, ILogger log)
{
    internal void Register()
    {
        var publisher = source.Publisher;
        publisher.OnCall(ControlVerbs.Ping, ControlJson.Default.IntervalRequest, ControlJson.Default.ControlState,
            _ => ValueTask.FromResult(State()));
        publisher.OnCall(ControlVerbs.Interval, ControlJson.Default.IntervalRequest, ControlJson.Default.ControlState,
            request => ValueTask.FromResult(SetInterval(request?.Interval)));
        publisher.OnCall(ControlVerbs.Pause, ControlJson.Default.IntervalRequest, ControlJson.Default.ControlState,
            _ => ValueTask.FromResult(SetPaused(true)));
        publisher.OnCall(ControlVerbs.Resume, ControlJson.Default.IntervalRequest, ControlJson.Default.ControlState,
            _ => ValueTask.FromResult(SetPaused(false)));
        publisher.OnCall(ControlVerbs.Sensor, ControlJson.Default.SensorRequest, ControlJson.Default.ControlState,
            request => ValueTask.FromResult(Switch(request)));
    }

    private ControlState State() => new(source.Publisher.Name, Environment.ProcessId,
        Durations.Format(source.Sampler.Interval),
        source.Sampler.IdleInterval is { } idle && idle > source.Sampler.Interval ? Durations.Format(idle) : null,
        source.Sampler.IsPaused, machine.SensorNames, machine.Configuration);

    private ControlState SetInterval(string? text)
    {
        if (text is null) return State();
        if (!Durations.TryParse(text, out var interval))
            throw new CallException(CallError.Refused, $"An interval is {Durations.Grammar}, not '{text}'.");
        var (least, most) = (source.Kind.LeastInterval, TopicSource.MostInterval);
        if (interval < least || interval > most)
            throw new CallException(CallError.Refused, $"The interval of '{source.Publisher.Name}' is "
                + $"{Durations.Format(least)} to {Durations.Format(most)}, not {text}.");
        source.Sampler.Interval = interval;
        log.IntervalSet(source.Publisher.Name, Durations.Format(interval));
        return State();
    }

    private ControlState SetPaused(bool isPaused)
    {
        source.Sampler.IsPaused = isPaused;
        log.Asked(source.Publisher.Name, isPaused ? ControlVerbs.Pause : ControlVerbs.Resume);
        return State();
    }

    private ControlState Switch(SensorRequest? request)
    {
        if (request?.Name is null)
            throw new CallException(CallError.Refused, "Which sensor? As in {\"name\":\"disk\",\"on\":true}.");
        try
        {
            var kind = SensorKind.Find(request.Name);
            if (!request.On && kind == source.Kind)
                throw new CallException(CallError.Refused, $"'{source.Publisher.Name}' cannot switch itself off while it "
                    + "answers. Ask another topic of this publisher, or pause this one.");
            machine.Switch(kind, request.On);
        }
        catch (Exception e) when (e is UsageException or IOException or TopicException)
        {
            throw new CallException(CallError.Refused, e.Message);
        }
        return State();
    }
}
