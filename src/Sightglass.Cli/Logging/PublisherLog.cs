using Microsoft.Extensions.Logging;

namespace Sightglass.Cli.Logging;

/// <summary>What a publisher has to say. Warnings and above are about faults; information is what it does.</summary>
internal static partial class PublisherLog
{
    [LoggerMessage(1, LogLevel.Error, "{Topic}: {Fault}")]
    internal static partial void Fails(this ILogger log, string topic, string fault);

    [LoggerMessage(2, LogLevel.Warning, "{Topic} works again.")]
    internal static partial void Works(this ILogger log, string topic);

    [LoggerMessage(3, LogLevel.Information, "{Topic} fails for another reason now: {Fault}")]
    internal static partial void FailsOtherwise(this ILogger log, string topic, string fault);

    [LoggerMessage(4, LogLevel.Information, "The configuration is {Path}.")]
    internal static partial void Configuration(this ILogger log, string path);

    [LoggerMessage(5, LogLevel.Information, "There is no configuration file; options and defaults are in force.")]
    internal static partial void NoConfiguration(this ILogger log);

    [LoggerMessage(6, LogLevel.Information, "The sensor {Sensor} is left out: {Fault}")]
    internal static partial void LeftOut(this ILogger log, string sensor, string fault);

    [LoggerMessage(7, LogLevel.Information, "{Topic} is published every {Interval}.")]
    internal static partial void Publishes(this ILogger log, string topic, string interval);

    [LoggerMessage(8, LogLevel.Information, "{Topic} is asked for: every {Interval}.")]
    internal static partial void IntervalSet(this ILogger log, string topic, string interval);

    [LoggerMessage(9, LogLevel.Information, "{Topic} is asked to {Verb}.")]
    internal static partial void Asked(this ILogger log, string topic, string verb);

    [LoggerMessage(10, LogLevel.Information, "The sensor {Sensor} is switched {State}.")]
    internal static partial void Switched(this ILogger log, string sensor, string state);

    [LoggerMessage(12, LogLevel.Warning, "systemd (NOTIFY_SOCKET) cannot be told: {Fault}")]
    internal static partial void NotNotified(this ILogger log, string fault);

    [LoggerMessage(11, LogLevel.Information, "Ends, and takes its topics away.")]
    internal static partial void Ends(this ILogger log);
}
