namespace Sightglass.Cli.Serving;

/// <summary>Times as scripts have them: milliseconds since 1970 UTC.</summary>
internal static class Milliseconds
{
    private const long NsPerMs = 1_000_000;

    internal static long Of(long utcNs) => utcNs / NsPerMs;
}
