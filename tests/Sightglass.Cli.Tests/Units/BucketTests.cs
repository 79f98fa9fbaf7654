using CsCheck;
using Shouldly;
using Sightglass.Cli.Serving;
using Xunit;

namespace Sightglass.Cli.Tests.Units;

/// <summary>How the rows of a past become fewer.</summary>
public sealed class BucketTests
{
    [Fact]
    public void As_many_rows_as_there_may_be_stay_as_they_are() =>
        Bucket.Part([10, 20, 30], [false, true, false], 3)
            .ShouldBe([new(0, 0, false), new(1, 1, true), new(2, 2, false)]);

    [Fact]
    public void More_become_buckets_of_equal_time_that_do_not_reach_across_a_gap() =>
        Bucket.Part([0, 10, 20, 30, 40, 50, 60, 70],
                [false, false, false, true, false, false, false, false], 5)
            .ShouldBe([new(0, 1, false), new(2, 2, false), new(3, 3, true), new(4, 5, false), new(6, 7, false)]);

    [Fact]
    public void Nothing_becomes_nothing() => Bucket.Part([], [], 5).ShouldBeEmpty();

    [Fact]
    public void Every_row_is_in_one_bucket_and_no_gap_is_forgotten() =>
        Gen.Select(Gen.Select(Gen.Long[0, 1000], Gen.Bool).Array[1, 60], Gen.Int[1, 40], Gen.Bool)
        .Sample((rows, maxCount, isSorted) =>
        {
            // A clock that is set back is odd, but no reason to fail.
            var times = rows.Select(row => row.Item1).ToArray();
            if (isSorted) Array.Sort(times);
            var gaps = rows.Select(row => row.Item2).ToArray();
            var buckets = Bucket.Part(times, gaps, maxCount);
            buckets.Count.ShouldBeLessThanOrEqualTo(maxCount);
            buckets[0].First.ShouldBe(0);
            buckets[^1].Last.ShouldBe(times.Length - 1);
            for (var i = 1; i < buckets.Count; i++) buckets[i].First.ShouldBe(buckets[i - 1].Last + 1);
            foreach (var bucket in buckets)
                bucket.IsGapBefore.ShouldBe(gaps[bucket.First..(bucket.Last + 1)].Any(isGap => isGap));
        });
}
