namespace Sightglass.Cli.Getting;

/// <summary>The latest values once, and whether they meet a condition.</summary>
internal sealed class Get
{
    private const int LookMs = 25; // as often as a subscriber looks for a topic that is not there yet

    internal required IReadOnlyList<Selector> Selectors { get; init; }

    internal required IReadOnlyList<Condition> Conditions { get; init; }

    internal required bool IsJson { get; init; }

    internal required TimeSpan Wait { get; init; }

    internal async Task<int> RunAsync(CancellationToken cancel)
    {
        using var until = new CancellationTokenSource();
        if (Wait == TimeSpan.Zero) await until.CancelAsync().ConfigureAwait(false);
        else until.CancelAfter(Wait);
        var (shown, compared) = await ResolveAsync(until.Token, cancel).ConfigureAwait(false);
        var isNamed = Selectors.Count + Conditions.Count > 0;
        var topics = shown.Concat(compared).GroupBy(selection => selection.Topic).ToList();
        var taken = await Task.WhenAll(topics.Select(topic =>
            Snapshot.TakeAsync(topic.Key, isNamed ? [.. topic] : [], until.Token, cancel))).ConfigureAwait(false);
        var snapshots = topics.Zip(taken).ToDictionary(pair => pair.First.Key, pair => pair.Second);

        // Before anything is written: a condition that cannot be is a wrong command line.
        var verdicts = Conditions.Zip(compared,
            (condition, selection) => condition.Judge(snapshots[selection.Topic], selection)).ToList();
        Write([.. shown.Select(selection => (snapshots[selection.Topic], selection))]);
        foreach (var line in taken.Select(topic => topic.Warning).Concat(verdicts.Select(verdict => verdict.Why)))
            if (line is not null) Console.Error.WriteLine($"sightglass: {line}");
        return taken.Any(topic => topic.IsOver) ? ExitCode.PublisherGone
            : verdicts.Any(v => v.Verdict == Verdict.Met) ? ExitCode.ConditionMet
            : verdicts.Any(v => v.Verdict == Verdict.Undecided) ? ExitCode.RuntimeError : ExitCode.Ok;
    }

    /// <summary>What is shown and what is compared, as soon as all of it is there.</summary>
    private async Task<(IReadOnlyList<Selection> Shown, IReadOnlyList<Selection> Compared)> ResolveAsync(
        CancellationToken until, CancellationToken cancel)
    {
        while (true)
        {
            var resolver = new Resolver();
            var shown = Selectors.Select(selector => (selector, found: resolver.Find(selector, []))).ToList();
            var near = shown.Select(one => one.found?.Topic).OfType<string>().ToHashSet();
            var compared = Conditions
                .Select(condition => (selector: condition.Field, found: resolver.Find(condition.Field, near))).ToList();
            if (shown.Concat(compared).FirstOrDefault(one => one.found is null).selector is not { } missing)
            {
                Selection[] both = [.. compared.Select(one => one.found!)];
                IReadOnlyList<Selection> all = shown.Count > 0 ? [.. shown.Select(one => one.found!)]
                    : both.Length > 0 ? [.. both.Distinct()] : All(resolver);
                return (all, both);
            }
            if (until.IsCancellationRequested)
                throw Resolver.NotFound($"There is no topic or field '{missing.Text}'. {resolver.Hint(missing)}Start "
                    + "its publisher, which for this machine is `sightglass publish`, or see what is there with "
                    + "`sightglass list`.");
            await Task.Delay(LookMs, cancel).ConfigureAwait(false);
        }
    }

    private static IReadOnlyList<Selection> All(Resolver resolver) => resolver.All() is { Count: > 0 } all ? all
        : throw Resolver.NotFound("There are no live topics. Start a publisher with `sightglass publish`, or name the "
            + "topic to wait for.");

    private void Write(IReadOnlyList<(Snapshot Topic, Selection Selection)> got)
    {
        using var writer = Output.Open();
        if (IsJson) Values.WriteJson(writer.BaseStream, got);
        else if (got is [var (topic, selection)] && selection.Field is not null)
            Values.WriteAlone(writer, topic, selection);
        else Values.WriteTable(writer, got);
    }
}
