using System.Text.RegularExpressions;
using Shouldly;
using Sightglass.Cli.Measuring;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>The topics of the machine, opened here.</summary>
public sealed partial class MachineTopicTests
{
    private const int WarmCount = 30, Count = 5, Tries = 60;

    public static TheoryData<string> Sensors() => [.. SensorKind.All.Select(kind => kind.Name)];

    [Theory]
    [MemberData(nameof(Sensors))]
    public void A_sample_allocates_nothing(string sensor)
    {
        foreach (var topic in Open(sensor))
        {
            using var publisher = Publisher.Create(OwnTopics.Name(), topic.Schema);
            // A process that starts meanwhile has a name that is new, so once without is enough.
            var least = long.MaxValue;
            for (var i = 0; i < Tries && least > 0; i++) least = Math.Min(least, Allocated(topic, publisher));
            least.ShouldBe(0, topic.Name);
            topic.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Sensors))]
    public void Counters_do_not_fall_and_what_is_not_available_is_not_zero(string sensor)
    {
        foreach (var topic in Open(sensor))
        {
            var samples = OwnTopics.Publish(topic.Schema, 16, publisher =>
            {
                for (var i = 0; i < 3; i++) Sample(topic, publisher);
                topic.Discard();
                Sample(topic, publisher);
            });
            foreach (var field in topic.Schema.Fields.Where(f => f.Type == FieldType.Float64))
                for (var i = 0; i < Math.Max(field.Length, 1); i++)
                {
                    var values = samples.Select(s => s[field, i].AsDouble).Where(v => !double.IsNaN(v)).ToArray();
                    values.Where(v => !(v >= 0 && double.IsFinite(v))).ShouldBeEmpty(field.Name);
                    if (field.Unit == "1") values.Where(v => v > 1).ShouldBeEmpty(field.Name);
                    if (field.Kind == FieldKind.Counter) values.ShouldBeInOrder(SortDirection.Ascending, field.Name);
                    if (field.Name.EndsWith(".rate", StringComparison.Ordinal))
                        samples[^1][field, i].IsAvailable.ShouldBeFalse($"{field.Name} across a gap");
                }
            topic.Dispose();
        }
    }

    [Fact]
    public void Every_field_is_in_the_documents_with_its_unit_and_its_kind()
    {
        var file = Document();
        Assert.SkipWhen(file is null, "the sources are not here");
        var documented = Row().Matches(File.ReadAllText(file)).Select(m => m.Value).ToHashSet();
        Schema[] schemas =
        [
            CpuTopic.SchemaOf(1), MemoryTopic.SchemaOf(), ContainerCpuTopic.SchemaOf(), ContainerMemoryTopic.SchemaOf(),
            DiskTopic.SchemaOf(1), NetworkTopic.SchemaOf(1), FrequencyTopic.SchemaOf(1), ProcessesTopic.SchemaOf(1),
            PublisherTopic.SchemaOf(1),
        ];
        var actual = schemas.SelectMany(schema => schema.Fields).Select(field =>
            $"| `{field.Name}`{(field.IsArray ? "[]" : "")} | {(field.Unit.Length > 0 ? field.Unit : "–")} | {field.KindText} |");
        documented.ShouldBe(actual, ignoreOrder: true);
    }

    private static IReadOnlyList<MachineTopic> Open(string sensor)
    {
        try
        {
            return SensorKind.Find(sensor).Open(new Opening(5, [new TickCounts("a")]));
        }
        catch (IOException)
        {
            return []; // this machine has no such thing
        }
    }

    private static long Allocated(MachineTopic topic, Publisher publisher)
    {
        for (var i = 0; i < WarmCount; i++) Sample(topic, publisher);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++) Sample(topic, publisher);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Sample(MachineTopic topic, Publisher publisher)
    {
        var error = topic.Read();
        using var draft = publisher.Begin();
        if (error is null) topic.Fill(draft);
        draft.Commit();
    }

    private static string? Document()
    {
        for (var directory = AppContext.BaseDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
            if (Path.Combine(directory, "docs", "topics.md") is var file && File.Exists(file)) return file;
        return null;
    }

    [GeneratedRegex(@"^\| `[a-z_.0-9]+`(\[\])? \| [^|]+ \| (gauge|counter|text) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
