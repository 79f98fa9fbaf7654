using System.Text.Json.Serialization;

namespace Sightglass.Cli.Control;

/// <summary>The verbs that each topic of <c>sightglass publish</c> takes; JSON in, JSON out.</summary>
internal static class ControlVerbs
{
    internal const string Ping = "ping", Interval = "interval", Pause = "pause", Resume = "resume", Sensor = "sensor";
}

/// <summary>Asks for another interval; without one, only for what is in force.</summary>
internal sealed record IntervalRequest(string? Interval);

/// <summary>Asks for a sensor to be switched on or off.</summary>
internal sealed record SensorRequest(string? Name, bool On);

/// <summary>What is in force after a call: the answer to each of them.</summary>
/// <param name="Topic">The topic that was called.</param>
/// <param name="Pid">The publisher's process.</param>
/// <param name="Interval">As in <c>250ms</c>.</param>
/// <param name="IdleInterval">The interval while nobody watches; null when it is the same.</param>
/// <param name="Paused">Whether nothing is measured.</param>
/// <param name="Sensors">The sensors that are on.</param>
/// <param name="Configuration">The configuration file that it has read; null for none.</param>
internal sealed record ControlState(
    string Topic, int Pid, string Interval, string? IdleInterval, bool Paused, IReadOnlyList<string> Sensors,
    string? Configuration = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(IntervalRequest))]
[JsonSerializable(typeof(SensorRequest))]
[JsonSerializable(typeof(ControlState))]
internal sealed partial class ControlJson : JsonSerializerContext;
