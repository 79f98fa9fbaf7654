namespace Sightglass.Pdu.Judging;

/// <summary>
/// When watchers of a silent server let go of its objects. An object exists as long as anybody has it open, so a
/// watcher that holds on would never see the server's end, and two that let go at different moments would see each
/// other. So all let go at the same moment of each second of the machine's clock, and look a little later: a name that
/// is gone then was held by watchers only.
/// </summary>
internal static class OpenHand
{
    /// <summary>Of each second: from its beginning all let go, and at this moment they look.</summary>
    internal const int LookMs = 160;

    private const int SecondMs = 1_000;

    /// <summary>How long until all let go the next time.</summary>
    internal static int UntilMs(long nowMs) => (int)(SecondMs - nowMs % SecondMs);

    /// <summary>How long until the look. Zero when its moment has passed: then it is too late to let go.</summary>
    internal static int UntilLookMs(long nowMs) => (int)Math.Max(LookMs - nowMs % SecondMs, 0);
}
