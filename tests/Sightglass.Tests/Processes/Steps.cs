namespace Sightglass.Tests.Processes;

/// <summary>
/// Every step of the library at which a publisher can die. <see cref="StepListTests"/> compares it with the sources.
/// </summary>
internal static class Steps
{
    /// <summary>A file is made twice: for the peers, then for the topic.</summary>
    private static readonly string[] _linuxOnly =
        ["create.file", "create.file:2", "create.allocated", "create.allocated:2"];

    private static readonly string[] _create =
        ["create.start", "create.lease", "create.peers", "create.filled", "create.ready", "create.shown"];

    internal static string[] OfCreate { get; } = OperatingSystem.IsLinux() ? [.. _create, .. _linuxOnly] : _create;

    internal static string[] OfPublish { get; } =
        ["publish.odd", "publish.values", "publish.even", "publish.cursor", "publish.raised"];

    internal static string[] OfClose { get; } =
        ["close.start", "close.state", "close.raised", "close.withdrawn", "close.lease", "close.done"];

    internal static string[] OfCall { get; } = ["call.claimed", "call.written", "call.requested", "call.copied"];

    internal static string[] OfAnswer { get; } = ["answer.taken", "answer.replying", "answer.written", "answer.replied"];

    /// <summary>Those of other operating systems too.</summary>
    internal static string[] All { get; } = [.. _create, .. _linuxOnly, .. OfPublish, .. OfClose, .. OfCall, .. OfAnswer];
}
