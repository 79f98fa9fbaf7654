using Sightglass.Pdu;

namespace Sightglass.Cli.Bridging;

/// <summary>Where the pairs come from that are published in the place of an original server.</summary>
internal abstract class PairSource : IDisposable
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>What it is, for people.</summary>
    internal abstract string Name { get; }

    /// <summary>Waits for the next pair, at most one a second.</summary>
    /// <param name="fault">Why there is none.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <returns>The pair, or null when there is none now.</returns>
    internal abstract PduPair? Next(out string? fault, CancellationToken cancel);

    public abstract void Dispose();
}
