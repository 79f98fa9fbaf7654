namespace Sightglass.Cli.Examining;

/// <summary>How a check came out.</summary>
internal enum Mark
{
    Ok,

    /// <summary>It works, and may surprise.</summary>
    Warn,

    /// <summary>It does not work.</summary>
    Fail,

    /// <summary>There is nothing of this kind here to look at.</summary>
    Skip,
}

/// <summary>What one check found.</summary>
/// <param name="Check">What was looked at, in a word or two.</param>
/// <param name="Mark">How it came out.</param>
/// <param name="Text">What was found.</param>
/// <param name="Advice">What to do about it; null where there is nothing to do.</param>
internal sealed record Finding(string Check, Mark Mark, string Text, string? Advice = null);
