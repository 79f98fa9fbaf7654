namespace Sightglass.Cli.Serving;

/// <summary>Rows that become one.</summary>
/// <param name="First">The index of the first.</param>
/// <param name="Last">The index of the last, whose time and number the bucket has.</param>
/// <param name="IsGapBefore">Whether a line must break before it.</param>
internal readonly record struct Bucket(int First, int Last, bool IsGapBefore)
{
    /// <summary>
    /// Parts rows into at most so many buckets of equal time. None reaches across a gap, unless there are so many gaps
    /// that half of the buckets would go to them.
    /// </summary>
    /// <param name="timesMs">Of the rows, in order.</param>
    /// <param name="isGapBefore">Of the rows.</param>
    /// <param name="maxCount">At least 1.</param>
    internal static List<Bucket> Part(IReadOnlyList<long> timesMs, IReadOnlyList<bool> isGapBefore, int maxCount)
    {
        var buckets = new List<Bucket>();
        if (timesMs.Count == 0) return buckets;
        var gapCount = isGapBefore.Skip(1).Count(isGap => isGap);
        var isPartedByGaps = gapCount <= maxCount / 2;
        var count = timesMs.Count <= maxCount ? long.MaxValue : isPartedByGaps ? maxCount - gapCount : maxCount;
        var spanMs = Math.Max(timesMs.Max() - timesMs[0] + 1, 1);
        long Place(int row) => count == long.MaxValue ? row
            : (long)Math.Clamp((timesMs[row] - timesMs[0]) * ((double)count / spanMs), 0, count - 1);

        for (var row = 0; row < timesMs.Count;)
        {
            var (first, place, isGap) = (row, Place(row), isGapBefore[row]);
            for (row++; row < timesMs.Count; row++)
            {
                if (isGapBefore[row] && isPartedByGaps) break;
                // Not another but a later one: a clock that was set back must not make more buckets than there may be.
                if (Place(row) > place) break;
                isGap |= isGapBefore[row];
            }
            buckets.Add(new(first, row - 1, isGap));
        }
        return buckets;
    }
}
