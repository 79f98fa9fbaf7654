using Sightglass.Cli.Lines;

namespace Sightglass.Cli.Getting;

/// <summary>One topic's latest sample, and how its publisher was then.</summary>
internal sealed record Snapshot(string Name, string Owner, TopicState State, PublisherInfo Publisher, Sample Sample)
{
    internal bool IsOver => State is TopicState.Stopped or TopicState.Died;

    /// <summary>What must be said of values that are not of now; null while the topic is live.</summary>
    internal string? Warning => State switch
    {
        TopicState.Live => null,
        TopicState.Silent => $"{Name} is silent: {Age}, though its publisher (pid {Publisher.Pid}) is alive.",
        TopicState.Paused => $"{Name} is paused: {Age}; its publisher (pid {Publisher.Pid}) is alive.",
        TopicState.Stopped => $"{Name} was stopped by its publisher (pid {Publisher.Pid}): {Age}.",
        _ => $"the publisher of {Name} (pid {Publisher.Pid}) died: {Age}.",
    };

    private string Age => Sample.HasValue ? $"its newest sample is {Words.Age(Sample.Age)} old" : "it has no sample";

    /// <summary>Takes it as soon as there is something to be had, or when the time is over.</summary>
    /// <param name="place">The topic, as <c>owner:name</c>.</param>
    /// <param name="wanted">What it is taken for. Empty to take it as it is.</param>
    /// <param name="until">The end of the time.</param>
    /// <param name="cancel">Ends the program.</param>
    internal static async Task<Snapshot> TakeAsync(
        string place, IReadOnlyCollection<Selection> wanted, CancellationToken until, CancellationToken cancel)
    {
        using var subscriber = Subscriber.Open(place);
        var owner = place[..place.IndexOf(':', StringComparison.Ordinal)];
        using var end = CancellationTokenSource.CreateLinkedTokenSource(until, cancel);
        try
        {
            if (MustWait(Take()))
                await foreach (var _ in subscriber.ReadUpdatesAsync(end.Token).ConfigureAwait(false))
                    if (!MustWait(Take())) break;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The time is over; then as it is.
        }
        return Take();

        Snapshot Take() => new(subscriber.Name, owner, subscriber.State, subscriber.Publisher, subscriber.Latest);

        bool MustWait(Snapshot now) =>
            wanted.Count > 0 && (now.IsOver || !now.Sample.HasValue || (now.IsFirst && wanted.Any(now.Lacks)));
    }

    /// <summary>Nothing can be told of an interval in the first sample, nor after a gap; the next one can.</summary>
    private bool IsFirst => Sample.Number == 0 || (Sample.Flags & SampleFlags.Discontinuity) != 0;

    // Of an array some elements may be missing for good: processors that are offline, places without a device.
    private bool Lacks(Selection wanted) => wanted.Field is null ? Values(wanted).Any(value => !value.Value.IsAvailable)
        : Values(wanted).All(value => !value.Value.IsAvailable);

    /// <summary>The fields that are asked for, each with the elements.</summary>
    internal IEnumerable<(Field Field, int? Index, FieldValue Value)> Values(Selection selection) =>
        Fields(selection).SelectMany(field => Elements(field, selection.Index)
            .Select(index => (field, index, Sample[field, index ?? 0])));

    internal IReadOnlyList<Field> Fields(Selection selection) =>
        selection.Field is null ? Sample.Schema!.Fields : [Find(selection.Field)];

    private static IEnumerable<int?> Elements(Field field, int? index) =>
        index is not null || !field.IsArray ? [index]
            : Enumerable.Range(0, field.Length).Select(i => (int?)i);

    /// <summary>By name: the topic may have been published anew, with other fields, since it was resolved.</summary>
    private Field Find(string name) => Sample.Schema!.Find(name)
        ?? throw Resolver.NotFound($"'{Name}' was published anew, without the field '{name}'.");
}
