namespace Sightglass.Pdu;

/// <summary>What a <see cref="PduSubscriber"/> has to say.</summary>
public enum PduNews
{
    /// <summary>A fresh pair: both values were written since the one before.</summary>
    Pair,
    /// <summary>A fresh pair that no machine can have; <see cref="PduPair.Fault"/> says why.</summary>
    Refused,
    /// <summary>The server has set no event for longer than it takes. Its objects are still there.</summary>
    Silent,
    /// <summary>Nobody holds the objects any more: the server has ended.</summary>
    Ended,
    /// <summary>After silence or the end: a server writes again.</summary>
    Returned,
}

/// <summary>One piece of news from a server.</summary>
/// <param name="News">What it is.</param>
/// <param name="Pair">The values, for <see cref="PduNews.Pair"/> and <see cref="PduNews.Refused"/>.</param>
public readonly record struct PduUpdate(PduNews News, PduPair Pair = default);
