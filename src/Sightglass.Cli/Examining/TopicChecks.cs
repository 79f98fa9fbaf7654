using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Examining;

/// <summary>The topics that are there: which live, which do not, and which cannot be read.</summary>
internal static class TopicChecks
{
    internal static IEnumerable<Finding> Run()
    {
        List<Finding> faults = [];
        var topics = Topics.List((name, fault) => faults.Add(Fault(name, fault)));
        var live = topics.Where(topic => topic.State is TopicState.Live or TopicState.Paused).ToList();
        yield return new("topics", Mark.Ok, live.Count == 0 ? "none is published"
            : $"{Words.Count(live.Count)} published: {string.Join(", ", live.Select(topic => topic.Name))}");
        foreach (var topic in topics.Where(topic => topic.State == TopicState.Silent))
            yield return new($"topic {topic.Name}", Mark.Warn,
                $"It is silent{(topic.Age is { } age ? $" for {Words.Age(age)}" : "")}, and should have a sample every "
                + $"{Durations.Format(topic.Interval)}.", $"See whether process {topic.Publisher.Pid} "
                + $"({topic.Publisher.Program}) is stopped (SIGSTOP, a debugger) or starved.");
        foreach (var fault in faults) yield return fault;
        var remains = Topics.Remains().Where(left => left.IsOwn).Select(left => left.Name).ToList();
        if (remains.Count > 0)
            yield return new("remains", Mark.Warn, $"Publishers that died left behind: {string.Join(", ", remains)}.",
                "Start them again, or remove it: sightglass clean.");
    }

    private static Finding Fault(string name, TopicException fault) =>
        new($"topic {name}", fault.Error == TopicError.AccessDenied ? Mark.Skip : Mark.Fail, fault.Message);
}
