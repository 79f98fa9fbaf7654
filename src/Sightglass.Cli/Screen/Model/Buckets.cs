namespace Sightglass.Cli.Screen.Model;

/// <summary>How the values that fall into one bucket become one.</summary>
internal enum Fold
{
    /// <summary>The mean, each value weighed by the time for which it stands.</summary>
    Mean,

    /// <summary>The greatest, where a spike must not vanish.</summary>
    Most,
}

/// <summary>
/// Equal spans of time, one per column of a graph. Their borders are multiples of their width, wherever the graph ends:
/// a bucket that lies in the past has the same content in every picture.
/// </summary>
/// <param name="First">The number of the first one; bucket n is the time after n widths, up to n + 1 widths.</param>
/// <param name="Count">How many there are.</param>
/// <param name="WidthNs">How long each is.</param>
internal readonly record struct Buckets(long First, int Count, long WidthNs)
{
    internal long StartNs => First * WidthNs;

    internal long EndNs => (First + Count) * WidthNs;

    /// <summary>Buckets that share a window, the last one with its end in it.</summary>
    internal static Buckets EndingAt(long endNs, TimeSpan window, int count)
    {
        var widthNs = Math.Max((long)(window.TotalNanoseconds / Math.Max(count, 1)), 1);
        return new(IndexOf(endNs, widthNs) - count + 1, count, widthNs);
    }

    /// <summary>The place of the bucket that a moment falls into; it may lie outside.</summary>
    internal long PlaceOf(long ns) => IndexOf(ns, WidthNs) - First;

    // A sample stands for the time that ends with it, so the border between two buckets belongs to the earlier one.
    private static long IndexOf(long ns, long widthNs) => (ns + widthNs - 1) / widthNs - 1;
}
