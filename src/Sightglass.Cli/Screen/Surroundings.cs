namespace Sightglass.Cli.Screen;

/// <summary>What goes on around the screen: found out by others, shown at its edges.</summary>
internal sealed record Surroundings
{
    internal string Host { get; init; } = "";

    /// <summary>What the last key did, or why it did not; empty after a while.</summary>
    internal string Answer { get; init; } = "";

    /// <summary>Who else looks, as far as they say; empty before that is known.</summary>
    internal string Viewers { get; init; } = "";

    /// <summary>What this viewer costs, in processors; NaN before that is known.</summary>
    internal double OwnUsage { get; init; } = double.NaN;
}
