using Sightglass.Sensors.Counters;

namespace Sightglass.Sensors.Devices;

/// <summary>One device of a <see cref="DeviceTable"/>, there now or remembered.</summary>
internal sealed class Device(string name, byte[] nameBytes, DeviceKind kind, int counterCount)
{
    internal string Name { get; } = name;

    internal byte[] NameBytes { get; } = nameBytes;

    internal DeviceKind Kind { get; } = kind;

    internal MonotonicCounter[] Counters { get; } = new MonotonicCounter[counterCount];

    internal long[] Gains { get; } = new long[counterCount];

    internal bool[] HasGain { get; } = new bool[counterCount];

    /// <summary>In the list that is being read.</summary>
    internal bool IsSeen { get; set; }

    /// <summary>In the list that was read last.</summary>
    internal bool IsPresent { get; set; }
}
