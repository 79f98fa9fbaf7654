namespace Sightglass.Sensors;

/// <summary>What is counted of each interface. None of them ever falls while a device keeps its place.</summary>
public enum NetworkCounter
{
    /// <summary>Bytes received.</summary>
    ReceivedBytes,

    /// <summary>Bytes sent.</summary>
    SentBytes,

    /// <summary>Packets received.</summary>
    ReceivedPackets,

    /// <summary>Packets sent.</summary>
    SentPackets,

    /// <summary>Packets received with an error.</summary>
    ReceiveErrors,

    /// <summary>Packets that could not be sent for an error.</summary>
    SendErrors,

    /// <summary>Packets received and dropped.</summary>
    ReceiveDrops,

    /// <summary>Packets dropped before they were sent.</summary>
    SendDrops,
}
