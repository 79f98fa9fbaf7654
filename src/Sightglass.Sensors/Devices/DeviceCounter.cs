namespace Sightglass.Sensors.Devices;

/// <summary>How one of a device's counters is to be understood.</summary>
/// <param name="PerUnit">How many of the system's units are one of ours; 1000 where those are milliseconds.</param>
/// <param name="Is32Bits">Whether it begins at 0 again behind 2^32 − 1.</param>
/// <param name="IsTime">
/// Whether it is a time that passes, in seconds, so that no second has more than one of it.
/// </param>
internal readonly record struct DeviceCounter(double PerUnit, bool Is32Bits = false, bool IsTime = false);
