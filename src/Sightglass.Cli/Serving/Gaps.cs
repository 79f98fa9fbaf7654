namespace Sightglass.Cli.Serving;

/// <summary>Between which samples a graph's line must break.</summary>
internal static class Gaps
{
    internal static bool IsBefore(Sample sample) =>
        sample.Lost > 0 || (sample.Flags & (SampleFlags.Restarted | SampleFlags.Discontinuity)) != 0;
}
