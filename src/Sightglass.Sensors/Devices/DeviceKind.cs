namespace Sightglass.Sensors.Devices;

/// <summary>What a device of a list counts as.</summary>
internal enum DeviceKind
{
    /// <summary>Not worth a place: a partition, whose disk has one.</summary>
    Skipped,

    /// <summary>Has a place and is never in the total: what it moves does not leave the machine.</summary>
    Internal,

    /// <summary>Has a place and is not in the total: what it does is done by physical ones too.</summary>
    Listed,

    /// <summary>Has a place and is in the total.</summary>
    Physical,
}
