using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Screen;

/// <summary>What is known of one topic: its newest values, the line of its history and the state of its publisher.</summary>
internal sealed class TopicView(string topic, string historyField)
{
    private const int HistoryCapacity = 1000;
    private readonly List<double> _history = [];

    internal string Topic { get; } = topic;

    internal Sample? Latest { get; private set; }

    internal TopicState State { get; set; } = TopicState.Live;

    internal PublisherInfo? Publisher { get; set; }

    internal TimeSpan Interval { get; set; }

    /// <summary>Values of the past, oldest first; NaN where there was none.</summary>
    internal IReadOnlyList<double> History => _history;

    internal bool IsOld => State is not TopicState.Live;

    internal double Value(string field) =>
        Latest?.Schema?.Find(field) is { } found ? Latest[found].AsDouble : double.NaN;

    internal ReadOnlySpan<double> Values(string field) =>
        Latest?.Schema?.Find(field) is { Type: FieldType.Float64 } found ? Latest.Float64s(found) : [];

    internal void Add(Sample sample)
    {
        Latest = sample;
        // A gap stays a gap: nothing is drawn across a restart or a suspend.
        if (sample.Lost > 0 || sample.Flags != SampleFlags.None) _history.Add(double.NaN);
        _history.Add(Value(historyField));
        if (_history.Count > HistoryCapacity) _history.RemoveRange(0, _history.Count - HistoryCapacity);
    }
}

/// <summary>What the plain screen shows. Filled by followers, drawn by <see cref="PlainScreen"/>; both lock it.</summary>
/// <param name="topic">A topic that has the fields of both; null for the machine's own two topics.</param>
internal sealed class MachineView(string? topic = null)
{
    internal TopicView Cpu { get; } = new(topic ?? MachineTopics.Cpu, MachineTopics.CpuUtilization);

    /// <summary>Who else looks, as far as they say; empty before that is known.</summary>
    internal string Viewers { get; set; } = "";

    /// <summary>What the last key did, or why it did not.</summary>
    internal string Answer { get; set; } = "";

    internal TopicView Memory { get; } = new(topic ?? MachineTopics.Memory, MachineTopics.MemoryUtilization);
}
