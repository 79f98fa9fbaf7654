using Sightglass.Cli.Measuring;
using Sightglass.Cli.Screen.Model;

namespace Sightglass.Cli.Tests.Units.Screen;

/// <summary>
/// A machine that never was: topics with made-up samples at made-up times, the same in each run. The present is
/// <see cref="NowNs"/>.
/// </summary>
internal sealed class Scene
{
    internal const long SecondNs = 1_000_000_000, NowNs = 100_000 * SecondNs;
    internal const int SampleCount = 90;

    /// <summary>2026-03-04 05:06:07Z.</summary>
    internal const long NowUtcNs = 1_772_600_767 * SecondNs;

    internal Chronicle Chronicle { get; } = new();

    internal TimeAxis Axis { get; } = new();

    internal string? From { get; init; }

    internal Moment Moment => new(Chronicle, Axis, NowNs, NowUtcNs) { From = From };

    /// <summary>When a sample was published, counted from the newest.</summary>
    internal static long Ago(double seconds) => NowNs - (long)(seconds * SecondNs);

    /// <summary>Adds a topic with a sample per second up to the present.</summary>
    /// <param name="name">The topic.</param>
    /// <param name="schema">Its fields.</param>
    /// <param name="fill">Fills the sample of an index, 0 to <see cref="SampleCount"/> - 1.</param>
    /// <param name="state">Of its publisher.</param>
    /// <param name="flags">Of the sample of an index.</param>
    /// <param name="count">How many samples.</param>
    internal TopicHistory Add(string name, Schema schema, FillDraft fill, TopicState state = TopicState.Live,
        Func<int, SampleFlags>? flags = null, int count = SampleCount)
    {
        var topic = new TopicHistory(name, SampleCount)
        {
            Publisher = new(4711, "sightglass", default, default),
            Interval = TimeSpan.FromSeconds(1),
        };
        var samples = OwnTopics.Publish(schema, Math.Max(count, 1), publisher =>
        {
            for (var i = 0; i < count; i++)
            {
                using var draft = publisher.Begin();
                fill(draft, publisher.Schema, i);
                var secondsAgo = count - 1 - i;
                draft.Commit(Ago(secondsAgo), NowUtcNs - secondsAgo * SecondNs, flags?.Invoke(i) ?? SampleFlags.None);
            }
        });
        foreach (var sample in samples) topic.Add(sample, NowNs);
        topic.See(state, NowNs);
        Chronicle.Add(topic);
        return topic;
    }

    internal Scene WithCpu(int processors, TopicState state = TopicState.Live, Func<int, SampleFlags>? flags = null)
    {
        Add(MachineTopics.Cpu, CpuTopic.SchemaOf(processors), (draft, schema, i) =>
        {
            var busy = Busy(i);
            Set(draft, schema, MachineTopics.CpuUtilization, busy);
            foreach (var (mode, share) in (ReadOnlySpan<(string, double)>)
                [("user", 0.6), ("nice", 0.05), ("system", 0.25), ("irq", 0.02), ("softirq", 0.08)])
                Set(draft, schema, $"system.cpu.utilization.{mode}", busy * share);
            Set(draft, schema, "system.cpu.utilization.iowait", 0.04);
            Set(draft, schema, "system.cpu.utilization.steal", 0);
            foreach (var (window, load) in (ReadOnlySpan<(string, double)>)[("1m", 1.25), ("5m", 0.8), ("15m", 0.42)])
                Set(draft, schema, $"system.cpu.load.{window}", load);
            Set(draft, schema, "system.cpu.pressure.some.10s", 0.034);
            Set(draft, schema, MachineTopics.CpuLogicalCount, processors);
            for (var number = 0; number < processors; number++)
            {
                // The second one of many is offline.
                var isOffline = processors > 4 && number == 1;
                Set(draft, schema, MachineTopics.CpuLogicalOnline, isOffline ? 0 : 1, number);
                var ratio = Math.Clamp(busy + 0.5 * Math.Sin(number * 1.7), 0, 1);
                Set(draft, schema, MachineTopics.CpuLogicalUtilization, isOffline ? double.NaN : ratio, number);
            }
        }, state, flags);
        return this;
    }

    internal Scene WithMemory(TopicState state = TopicState.Live, Func<int, SampleFlags>? flags = null)
    {
        const double GiB = 1 << 30;
        Add(MachineTopics.Memory, MemoryTopic.SchemaOf(), (draft, schema, i) =>
        {
            var used = (5 + Busy(i)) * GiB;
            foreach (var (field, value) in (ReadOnlySpan<(string, double)>)[("total", 16 * GiB), ("used", used),
                ("available", 16 * GiB - used), ("utilization", used / (16 * GiB)), ("free", 4 * GiB),
                ("cached", 5.5 * GiB), ("buffers", 0.5 * GiB), ("swap.total", 2 * GiB), ("swap.used", 0.25 * GiB), ("commit.used", 9.5 * GiB),
                ("commit.limit", 10 * GiB), ("pressure.some.10s", 0)])
                Set(draft, schema, $"system.memory.{field}", value);
        }, state, flags);
        return this;
    }

    /// <summary>Everything that the machine's publisher has, in a container.</summary>
    internal Scene WithDevices(TopicState state = TopicState.Live)
    {
        AddDevices(MachineTopics.Network, NetworkTopic.SchemaOf(4), "system.network.interface", ["lo", "eth0", "wlan0"],
            ("io.receive.rate", 3e6), ("io.transmit.rate", 2.5e5), ("packets.receive.rate", 900),
            ("packets.transmit.rate", 300), state);
        AddDevices(MachineTopics.Disk, DiskTopic.SchemaOf(4), "system.disk.device", ["nvme0n1", "sda"],
            ("io.read.rate", 8e6), ("io.write.rate", 1.2e7), ("operations.read.rate", 40),
            ("operations.write.rate", 25), state);
        Add(MachineTopics.ContainerCpu, ContainerCpuTopic.SchemaOf(), (draft, schema, i) =>
        {
            Set(draft, schema, "container.cpu.usage", 2 * Busy(i));
            Set(draft, schema, "container.cpu.limit", 2);
            Set(draft, schema, "container.cpu.utilization", Busy(i));
            Set(draft, schema, "container.cpu.throttled.utilization", 0.04);
        }, state);
        Add(MachineTopics.ContainerMemory, ContainerMemoryTopic.SchemaOf(), (draft, schema, i) =>
        {
            Set(draft, schema, "container.memory.working_set", 3e8);
            Set(draft, schema, "container.memory.usage", 4e8);
        }, state);
        Add(MachineTopics.Publisher, PublisherTopic.SchemaOf(1), (draft, schema, i) =>
        {
            Set(draft, schema, "sightglass.publisher.cpu.usage", 0.0021);
            Set(draft, schema, "sightglass.publisher.memory.usage", 4e7);
        }, state);
        return this;
    }

    /// <summary>Processes with names of all kinds.</summary>
    internal Scene WithProcesses(TopicState state = TopicState.Live)
    {
        string[] names =
        [
            "postgres", "Ärger", "数据库服务", "مرحبا", "👩‍👩‍👧 family", "a-name-that-is-too-long-for-most-columns",
            "n/a cpu",
        ];
        Add(MachineTopics.Processes, ProcessesTopic.SchemaOf(10), (draft, schema, _) =>
        {
            foreach (var list in (ReadOnlySpan<string>)["by_cpu", "by_memory"])
                for (var i = 0; i < names.Length; i++)
                {
                    Set(draft, schema, $"system.processes.{list}.pid", 1000 + i * 37, i);
                    draft.SetText(schema[$"system.processes.{list}.name"], names[i], i);
                    draft.SetText(schema[$"system.processes.{list}.user"], i % 2 == 0 ? "root" : "someone-else", i);
                    Set(draft, schema, $"system.processes.{list}.cpu.usage", i == 6 ? double.NaN : 1.6 / (i + 1), i);
                    Set(draft, schema, $"system.processes.{list}.memory.usage", 1e6 * (i * i + 1), i);
                }
        }, state);
        return this;
    }

    /// <summary>A topic that no panel is made for: of each kind of field one.</summary>
    internal Scene WithStranger(string name, TopicState state = TopicState.Live)
    {
        var schema = new SchemaBuilder()
            .Add("boiler.pressure", FieldType.Float64, "bar").Add("boiler.temperature", FieldType.Float64, "Cel")
            .Add("boiler.feed", FieldType.UInt64, "By", FieldKind.Counter)
            .Add("boiler.valve", FieldType.Float64, "1", length: 3).Add("boiler.drift", FieldType.Int64, "us")
            .AddText("boiler.mode", 24).Add("boiler.broken", FieldType.Float64, "Hz").Build();
        Add(name, schema, (draft, fields, i) =>
        {
            Set(draft, fields, "boiler.pressure", 12 + Busy(i));
            Set(draft, fields, "boiler.temperature", 180 + 10 * Busy(i));
            draft.UInt64s(fields["boiler.feed"])[0] = (ulong)(i * 4096);
            for (var valve = 0; valve < 3; valve++) Set(draft, fields, "boiler.valve", Busy(i + valve), valve);
            draft.Int64s(fields["boiler.drift"])[0] = (long)(200 * Math.Sin(i / 5.0));
            draft.SetText(fields["boiler.mode"], i < 80 ? "heating" : "holding");
            Set(draft, fields, "boiler.broken", double.NaN);
        }, state);
        return this;
    }

    private void AddDevices(string topic, Schema schema, string device, string[] names, (string Field, double Most) up,
        (string Field, double Most) down, (string Field, double Most) upCount, (string Field, double Most) downCount,
        TopicState state) =>
        Add(topic, schema, (draft, fields, i) =>
        {
            for (var place = 0; place < names.Length; place++)
            {
                draft.SetText(fields[$"{device}.name"], names[place], place);
                // The first one rests: its counters stand.
                foreach (var (field, _) in new[] { up, down })
                    Set(draft, fields, $"{device}.{field[..^".rate".Length]}", place == 0 ? 1e9 : i * 1e6, place);
                Set(draft, fields, $"{device}.{up.Field}", place == 0 ? 0 : up.Most * Busy(i) / place, place);
                Set(draft, fields, $"{device}.{down.Field}", place == 0 ? 0 : down.Most * Busy(i + 9) / place, place);
                if (fields.Find($"{device}.utilization") is not null)
                    Set(draft, fields, $"{device}.utilization", 0.3 * Busy(i), place);
            }
            foreach (var ((field, most), offset) in new[] { (up, 0), (down, 9), (upCount, 0), (downCount, 9) })
                Set(draft, fields, $"{topic}.{field}", most * Busy(i + offset));
        }, state);

    /// <summary>0..1, with a calm base, waves and a spike.</summary>
    internal static double Busy(int index) =>
        index % 40 == 25 ? 0.95 : 0.3 + 0.2 * Math.Sin(index / 7.0) + 0.05 * Math.Sin(index * 1.3);

    internal static void Set(in Draft draft, Schema schema, string field, double value, int element = 0) =>
        draft.Float64s(schema[field])[element] = value;
}

/// <summary>Fills the sample of an index.</summary>
internal delegate void FillDraft(Draft draft, Schema schema, int index);
