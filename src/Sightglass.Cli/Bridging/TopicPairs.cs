using System.Diagnostics;
using Sightglass.Cli.Lines;
using Sightglass.Cli.Measuring;
using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>Taken from the live topics, so that nothing is measured twice.</summary>
internal sealed class TopicPairs : PairSource
{
    /// <summary>A topic that is meant to come each second may come a little sooner.</summary>
    private static readonly TimeSpan _leastInterval = Interval * 0.9;

    /// <summary>How often to look whether we are to end, while nothing comes.</summary>
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(250);

    private readonly Follower _cpu, _memory;
    private long _lastTicks = Stopwatch.GetTimestamp() - Stopwatch.Frequency;

    private TopicPairs(Follower cpu, Follower memory) => (_cpu, _memory) = (cpu, memory);

    internal static async Task<TopicPairs> OpenAsync(TimeSpan wait, CancellationToken cancel)
    {
        var cpu = await Follower.OpenAsync(MachineTopics.Cpu, MachineTopics.CpuUtilization, wait, cancel).ConfigureAwait(false);
        try
        {
            return new(cpu, await Follower.OpenAsync(MachineTopics.Memory, MachineTopics.MemoryUtilization, wait, cancel)
                .ConfigureAwait(false));
        }
        catch
        {
            cpu.Dispose();
            throw;
        }
    }

    internal override string Name => $"from {MachineTopics.Cpu} and {MachineTopics.Memory}";

    internal override PduPair? Next(out string? fault, CancellationToken cancel)
    {
        var left = _leastInterval - Stopwatch.GetElapsedTime(_lastTicks);
        if (left > TimeSpan.Zero) cancel.WaitHandle.WaitOne(left);
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            fault = _cpu.Fault ?? _memory.Fault;
            // Both anew: a pair with one old value is what this bridge is to do away with.
            var lacking = !_cpu.HasNew() ? _cpu : !_memory.HasNew() ? _memory : null;
            if (fault is null && lacking is null) break;
            (lacking ?? _cpu).Wait(_look);
            if (fault is not null) return null;
        }
        _lastTicks = Stopwatch.GetTimestamp();
        var (cpu, memory) = (_cpu.Take(), _memory.Take());
        if (cpu is >= 0 and <= 1 && memory is >= 0 and <= 1) return PduPair.FromRatios(cpu, memory);
        fault = "a value of the topics is not available";
        return null;
    }

    public override void Dispose()
    {
        _cpu.Dispose();
        _memory.Dispose();
    }

    /// <summary>The newest value of one field of one topic.</summary>
    private sealed class Follower(Subscriber subscriber, string field) : IDisposable
    {
        private readonly Sample _newest = new(), _next = new();
        private long _takenNs;

        internal static async Task<Follower> OpenAsync(string topic, string field, TimeSpan wait, CancellationToken cancel)
        {
            var options = new SubscriberOptions { Start = StartAt.Next };
            return new(await Subscriber.OpenAsync(topic, wait, options, cancel).ConfigureAwait(false), field);
        }

        internal string? Fault => subscriber.State is var state and not TopicState.Live
            ? $"{subscriber.Name} is not live but {Words.State(state)}" : null;

        internal bool HasNew() => subscriber.TryReadLatest(_newest) && _newest.MonotonicNs != _takenNs;

        internal double Take()
        {
            _takenNs = _newest.MonotonicNs;
            return _newest.Schema!.Find(field) is { } found ? _newest[found].AsDouble : double.NaN;
        }

        internal void Wait(TimeSpan timeout) => subscriber.Read(timeout, _next);

        public void Dispose() => subscriber.Dispose();
    }
}
