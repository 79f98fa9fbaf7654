using System.Globalization;
using Shouldly;
using Xunit;

namespace Sightglass.Tests.Processes;

/// <summary>A writer at full speed in one process, readers in others: never a sample that mixes two.</summary>
[Collection(nameof(Alone))]
public sealed class TornReadTests(ITestOutputHelper output)
{
    private const int CatchDeadlineMs = 30_000, ReadDeadlineMs = 600_000;

    [Theory]
    [InlineData(64, 1000, 0.60)]
    [InlineData(64, 15, 0.20)]
    [InlineData(1024, 1000, 0.18)]
    [InlineData(1024, 15, 0.02)] // a ring so small that most looks are lapped
    public void No_read_is_torn_and_lost_samples_are_counted_exactly(int sizeBytes, int history, double share)
    {
        var topic = Unique.Topic();
        var count = (long)(Scale.TornReads * share);
        var countOfNext = count / 5; // each of them at the cost of being lapped
        var countOfLatest = count - countOfNext;
        using var writer = Start("hammer-write", topic, sizeBytes, history);
        writer.Expect("started");
        writer.Send("go");
        writer.Expect("ready");
        using var latest = Start("hammer-read", topic, sizeBytes, "latest", countOfLatest);
        using var next = Start("hammer-read", topic, sizeBytes, "next", countOfNext);
        latest.Expect("ready");
        next.Expect("ready");
        latest.Send("go");
        next.Send("go");

        var ofLatest = Tally.Parse(latest.Expect("read ", ReadDeadlineMs));
        var ofNext = Tally.Parse(next.Expect("read ", ReadDeadlineMs));
        writer.Send("stop");
        var published = writer.Expect("published ");
        writer.AwaitEnd();
        output.WriteLine($"{sizeBytes} bytes, history {history}: {published} published; " +
            $"latest {ofLatest}; next {ofNext}");

        ofLatest.Read.ShouldBe(countOfLatest);
        ofNext.Read.ShouldBe(countOfNext);
        (ofLatest.Torn + ofNext.Torn).ShouldBe(0);
        (ofNext.Read + ofNext.Lost).ShouldBe(ofNext.Span);
    }

    [Theory]
    [InlineData("unmarked", "next")]
    [InlineData("early", "next")]
    [InlineData("early", "latest")]
    public void A_writer_that_breaks_the_order_is_caught_by_the_same_reader(string how, string kind)
    {
        var topic = Unique.Topic();
        using var writer = Start("hammer-broken", topic, how);
        writer.Expect("ready");
        using var reader = Start("hammer-read", topic, 1024, kind, long.MaxValue);
        reader.Expect("ready");
        reader.Send("go");
        var tally = Tally.Parse(reader.Expect("read ", CatchDeadlineMs)); // not caught: inconclusive, and so it fails
        writer.Send("stop");
        writer.AwaitEnd();
        output.WriteLine($"{how}, {kind}: caught after {tally.Read} reads");
        tally.Torn.ShouldBe(1);
    }

    private static OtherProcess Start(params object[] arguments) =>
        OtherProcess.Start([.. arguments.Select(a => Convert.ToString(a, CultureInfo.InvariantCulture)!)]);

    private sealed record Tally(long Read, long Torn, long Lost, long Span)
    {
        /// <summary>"12 torn 0 lost 3 span 15"</summary>
        internal static Tally Parse(string line)
        {
            var words = line.Split(' ');
            return new(Number(words[0]), Number(words[2]), Number(words[4]), Number(words[6]));
        }

        private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
    }
}
