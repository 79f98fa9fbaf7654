using System.CommandLine;
using System.CommandLine.Completions;
using Sightglass.Cli.Getting;
using Sightglass.Cli.Measuring;

namespace Sightglass.Cli.Completing;

/// <summary>What can stand at the cursor, from the topics that are there. Shells leave out what does not fit.</summary>
internal static class Completions
{
    /// <summary>An argument that is a topic, which shells complete.</summary>
    internal static Argument<string> Topic(string description = "A topic's name; another owner's as owner:name.") =>
        new("topic")
        {
            Description = description,
            HelpName = "topic", // or help would list the topics that are there
            CompletionSources = { Topics },
        };

    internal static IEnumerable<CompletionItem> Topics(CompletionContext context) =>
        Named(context).Select(topic => new CompletionItem(topic.Prefix + topic.Topic.Name));

    /// <summary>Fields once their topic's name stands there: all fields of all topics are more than a screen.</summary>
    internal static IEnumerable<CompletionItem> TopicsAndFields(CompletionContext context)
    {
        var word = context.WordToComplete;
        foreach (var (prefix, topic) in Named(context))
        {
            yield return new(prefix + topic.Name);
            if (!word.StartsWith(prefix + topic.Name, StringComparison.Ordinal)) continue;
            foreach (var field in topic.Schema.Fields) yield return new(prefix + Values.Name(topic.Name, field.Name));
        }
    }

    private static IEnumerable<(string Prefix, TopicInfo Topic)> Named(CompletionContext context) =>
        new Resolver().Named(withOwner: context.WordToComplete.Contains(':', StringComparison.Ordinal));

    internal static IEnumerable<CompletionItem> Sensors(CompletionContext context) =>
        SensorKind.All.Select(kind => new CompletionItem(kind.Name));

    /// <summary>Several, with commas between them: one more behind those that stand there.</summary>
    internal static IEnumerable<CompletionItem> SensorList(CompletionContext context)
    {
        var before = context.WordToComplete[..(context.WordToComplete.LastIndexOf(',') + 1)];
        var named = before.Split(',');
        return SensorKind.All.Where(kind => !named.Contains(kind.Name))
            .Select(kind => new CompletionItem(before + kind.Name));
    }
}
