namespace Sightglass.Pdu.Objects;

/// <summary>
/// Names and numbers of the protocol. The names have no prefix, so the objects lie in the namespace of the session.
/// </summary>
internal static class PduNames
{
    internal const string Section = "ShareMemoryPDU", Read = "EventRead", Write = "EventWrite", Write2 = "EventWrite2";

    internal const int SectionSizeBytes = 4096, MemoryPercentOffset = 0, CpuPercentOffset = 8;

    /// <summary>Ours alone; the original programs know nothing of them.</summary>
    internal const string PublisherClaim = @"Local\Sightglass.pdu.publisher",
        AcknowledgerClaim = @"Local\Sightglass.pdu.acknowledger";
}
