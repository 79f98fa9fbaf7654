using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Sightglass.Cli.Commands;

namespace Sightglass.Cli.Control;

/// <summary>Calls to the machine's publisher, as its commands and screens make them.</summary>
internal static class ControlCall
{
    internal static Task<ControlState> IntervalAsync(TopicSubscriber topic, string interval, CancellationToken cancel) =>
        CallAsync(topic, ControlVerbs.Interval, new IntervalRequest(interval), ControlJson.Default.IntervalRequest, cancel);

    /// <summary>A verb that takes nothing.</summary>
    internal static Task<ControlState> VerbAsync(TopicSubscriber topic, string verb, CancellationToken cancel) =>
        CallAsync(topic, verb, new IntervalRequest(null), ControlJson.Default.IntervalRequest, cancel);

    internal static Task<ControlState> SensorAsync(TopicSubscriber topic, string name, bool on, CancellationToken cancel) =>
        CallAsync(topic, ControlVerbs.Sensor, new SensorRequest(name, on), ControlJson.Default.SensorRequest, cancel);

    /// <summary>What is in force, in a line.</summary>
    internal static string Line(ControlState state) =>
        $"{state.Topic}: every {state.Interval}"
        + (state.IdleInterval is { } idle ? $", every {idle} while nobody watches" : "")
        + (state.Paused ? ", paused" : "") + $"; sensors {string.Join(' ', state.Sensors)} (pid {state.Pid})";

    private static async Task<ControlState> CallAsync<T>(
        TopicSubscriber topic, string verb, T request, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        ControlState? state = null;
        try
        {
            state = await topic.CallAsync(verb, request, type, ControlJson.Default.ControlState,
                CallCommand.DefaultTimeout, cancel).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Another program's verb of the same name.
        }
        return state is { Interval: not null, Sensors: not null, Topic: not null } ? state
            : throw new CallException(CallError.Failed, $"'{topic.Name}' is no topic of `sightglass publish`: it answers "
                + $"'{verb}' with something else. See its answer with `sightglass call {topic.Name} {verb}`.");
    }
}
