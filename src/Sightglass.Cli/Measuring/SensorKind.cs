using Sightglass.Sensors;

namespace Sightglass.Cli.Measuring;

/// <summary>What sensors need to know when they are opened.</summary>
/// <param name="ProcessCount">How many processes each list of the processes has.</param>
/// <param name="Ticks">What each topic of this publisher costs; grows while topics are opened.</param>
internal sealed record Opening(int ProcessCount, IReadOnlyList<TickCounts> Ticks);

/// <summary>A sensor by the name that <c>publish --sensors</c> takes.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Topics">What it publishes.</param>
/// <param name="LeastInterval">What it measures is not worth more than that, or costs too much.</param>
/// <param name="Use">When it is used if nobody names sensors.</param>
/// <param name="Open">Opens its topics; an <see cref="IOException"/> says why this machine has none.</param>
/// <param name="Description">One sentence for people.</param>
internal sealed record SensorKind(string Name, string[] Topics, TimeSpan LeastInterval, SensorUse Use,
    Func<Opening, IReadOnlyList<MachineTopic>> Open, string Description)
{
    /// <summary>All there are, in the order in which they are opened; the publisher's own comes last and sees all.</summary>
    internal static IReadOnlyList<SensorKind> All { get; } =
    [
        new("cpu", [MachineTopics.Cpu], TimeSpan.FromMilliseconds(10), SensorUse.Always, _ => [CpuTopic.Open()],
            "Utilization, time per mode, load, pressure."),
        new("memory", [MachineTopics.Memory], TimeSpan.FromMilliseconds(10), SensorUse.Always, _ => [MemoryTopic.Open()],
            "Available, used, caches, swap, commit, pressure."),
        new("container", [MachineTopics.ContainerCpu, MachineTopics.ContainerMemory], TimeSpan.FromMilliseconds(100),
            SensorUse.InContainer, _ => OpenAll(() => new ContainerCpuTopic(), () => new ContainerMemoryTopic()),
            "Usage and limits of the container around this process."),
        new("disk", [MachineTopics.Disk], TimeSpan.FromSeconds(1), SensorUse.WhereOffered, _ => [DiskTopic.Open()],
            "Bytes and requests of each disk."),
        new("network", [MachineTopics.Network], TimeSpan.FromSeconds(1), SensorUse.WhereOffered, _ => [NetworkTopic.Open()],
            "Bytes, packets, errors and drops of each interface."),
        new("frequency", [MachineTopics.Frequency], TimeSpan.FromSeconds(5), SensorUse.WhereOffered,
            _ => [FrequencyTopic.Open()], "Frequency of each processor; reading it can take long, so seldom."),
        new("processes", [MachineTopics.Processes], TimeSpan.FromSeconds(2), SensorUse.WhenNamed,
            opening => [ProcessesTopic.Open(opening.ProcessCount)], "The processes that use the most CPU time and memory."),
        new("publisher", [MachineTopics.Publisher], TimeSpan.FromSeconds(1), SensorUse.WhereOffered,
            opening => [new PublisherTopic(opening.Ticks)], "What this publisher itself costs."),
    ];

    /// <summary>How many topics all sensors have.</summary>
    internal static int TopicCount => All.Sum(kind => kind.Topics.Length);

    internal bool IsUsedByDefault => Use switch
    {
        SensorUse.InContainer => ThisContainer.Exists,
        SensorUse.WhenNamed => false,
        _ => true,
    };

    internal TimeSpan IntervalOf(TimeSpan asked) => asked > LeastInterval ? asked : LeastInterval;

    /// <summary>Topics of which one may be missing; an <see cref="IOException"/> only if none can be opened.</summary>
    private static List<MachineTopic> OpenAll(params Func<MachineTopic>[] opens)
    {
        List<MachineTopic> topics = [];
        IOException? fault = null;
        foreach (var open in opens)
        {
            try
            {
                topics.Add(open());
            }
            catch (IOException e)
            {
                fault ??= e;
            }
        }
        return topics.Count > 0 || fault is null ? topics : throw fault;
    }

    /// <exception cref="UsageException">There is no such sensor.</exception>
    internal static SensorKind Find(string name) => All.FirstOrDefault(k => k.Name == name)
        ?? throw new UsageException($"There is no sensor '{name}'; there are: {string.Join(", ", All.Select(k => k.Name))}.");
}

/// <summary>When a sensor is used if nobody names sensors.</summary>
internal enum SensorUse
{
    /// <summary>Always; a machine that refuses it is an error.</summary>
    Always,

    /// <summary>Where the machine has what it measures.</summary>
    WhereOffered,

    /// <summary>In a container, if the machine lets it be measured.</summary>
    InContainer,

    /// <summary>Only by name.</summary>
    WhenNamed,
}
