namespace Sightglass.Cli.Screen.Model;

/// <summary>
/// Folds a quantity's values into buckets. A sample stands for the time since the one before it, and after a break for
/// its moment only; so slow topics become steps, fast ones means, and gaps stay gaps.
/// </summary>
internal static class Folding
{
    /// <param name="history">The topic's samples.</param>
    /// <param name="quantity">Which number of them.</param>
    /// <param name="fold">How several become one.</param>
    /// <param name="buckets">The time.</param>
    /// <param name="values">Filled, one per bucket; NaN where there is none.</param>
    internal static void Into(
        TopicHistory history, Quantity quantity, Fold fold, in Buckets buckets, Span<double> values)
    {
        values.Clear();
        Span<double> weights = buckets.Count <= 1024 ? stackalloc double[buckets.Count] : new double[buckets.Count];
        weights.Clear();
        Schema? schema = null;
        Field? field = null;
        for (var i = history.IndexAt(buckets.StartNs + 1); i < history.Count; i++)
        {
            var sample = history[i];
            var before = history.IsBreak(i) || i == 0 ? null : history[i - 1];
            var fromNs = before?.MonotonicNs ?? sample.MonotonicNs - 1;
            if (fromNs >= buckets.EndNs) break;
            if (!ReferenceEquals(sample.Schema, schema))
                (schema, field) = (sample.Schema, sample.Schema!.Find(quantity.Field));
            if (field is null) continue;
            var value = !quantity.IsRate ? quantity.In(sample, field)
                : before is null ? double.NaN : quantity.RateBetween(before, sample, field);
            if (double.IsFinite(value)) Add(value, fromNs, sample.MonotonicNs, fold, buckets, values, weights);
        }
        for (var i = 0; i < values.Length; i++)
            if (weights[i] == 0) values[i] = double.NaN;
            else if (fold == Fold.Mean) values[i] /= weights[i];
        EmptyGaps(history, buckets, values);
    }

    private static void Add(double value, long fromNs, long toNs, Fold fold, in Buckets buckets, Span<double> values,
        Span<double> weights)
    {
        var first = Math.Max(buckets.PlaceOf(fromNs + 1), 0);
        var last = Math.Min(buckets.PlaceOf(toNs), buckets.Count - 1);
        for (var place = first; place <= last; place++)
        {
            var startNs = (buckets.First + place) * buckets.WidthNs;
            double weight = Math.Min(toNs, startNs + buckets.WidthNs) - Math.Max(fromNs, startNs);
            var i = (int)place;
            if (fold == Fold.Mean) values[i] += value * weight;
            else values[i] = weights[i] == 0 ? value : Math.Max(values[i], value);
            weights[i] += weight;
        }
    }

    /// <summary>
    /// A gap that is shorter than a bucket would not show; a restart always shall, and else what is half a bucket.
    /// </summary>
    private static void EmptyGaps(TopicHistory history, in Buckets buckets, Span<double> values)
    {
        for (var i = Math.Max(history.IndexAt(buckets.StartNs + 1), 1); i < history.Count; i++)
        {
            if (!history.IsBreak(i)) continue;
            var (fromNs, toNs) = (history[i - 1].MonotonicNs, history[i].MonotonicNs);
            if (fromNs >= buckets.EndNs) break;
            var isRestart = (history[i].Flags & SampleFlags.Restarted) != 0;
            if (!isRestart && toNs - fromNs < buckets.WidthNs / 2) continue;
            var place = buckets.PlaceOf(fromNs + (toNs - fromNs) / 2);
            if (place >= 0 && place < buckets.Count) values[(int)place] = double.NaN;
        }
    }
}
