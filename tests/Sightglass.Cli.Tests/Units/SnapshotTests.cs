using Shouldly;
using Sightglass.Cli.Getting;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>What is waited for when a topic's latest sample is taken.</summary>
public sealed class SnapshotTests : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMilliseconds(Eventually.DeadlineMs);
    private readonly Publisher _publisher =
        Publisher.Create(OwnTopics.Name(), new SchemaBuilder().Add("v", FieldType.Float64).Build());

    public void Dispose() => _publisher.Dispose();

    [Theory]
    [InlineData(SampleFlags.None)]
    [InlineData(SampleFlags.Discontinuity)]
    public async Task A_value_that_a_first_sample_cannot_have_is_waited_for(SampleFlags flags)
    {
        if (flags != SampleFlags.None) Publish(0.25);
        Publish(double.NaN, flags);
        var taking = Take(until: CancellationToken.None);
        taking.IsCompleted.ShouldBeFalse();
        Publish(0.5);
        Value(await taking.WaitAsync(_patience, TestContext.Current.CancellationToken)).ShouldBe(0.5);
    }

    [Fact]
    public async Task A_value_that_a_later_sample_lacks_is_not()
    {
        Publish(0.25);
        Publish(double.NaN);
        Value(await Take(until: CancellationToken.None).WaitAsync(_patience, TestContext.Current.CancellationToken))
            .ShouldBe(double.NaN);
    }

    [Fact]
    public async Task The_first_sample_is_waited_for_and_no_longer_than_the_time()
    {
        using var until = new CancellationTokenSource();
        var taking = Take(until.Token);
        taking.IsCompleted.ShouldBeFalse();
        await until.CancelAsync();
        var empty = await taking.WaitAsync(_patience, TestContext.Current.CancellationToken);
        (empty.Sample.HasValue, Value(empty)).ShouldBe((false, double.NaN));
    }

    private Task<Snapshot> Take(CancellationToken until)
    {
        var place = $"{Topics.Describe(_publisher.Name).Owner}:{_publisher.Name}";
        return Snapshot.TakeAsync(place, [new(place, "", "v", null)], until, TestContext.Current.CancellationToken);
    }

    private static double Value(Snapshot taken) => taken.Sample[taken.Sample.Schema!["v"]].AsDouble;

    private void Publish(double value, SampleFlags flags = SampleFlags.None)
    {
        using var draft = _publisher.Begin();
        draft.Float64s(_publisher.Schema.Fields[0])[0] = value;
        draft.Commit(flags);
    }
}
