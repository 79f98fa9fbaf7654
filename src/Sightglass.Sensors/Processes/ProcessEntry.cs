namespace Sightglass.Sensors.Processes;

/// <summary>What is known of a process between two readings.</summary>
internal struct ProcessEntry
{
    internal int Pid;

    /// <summary>When it started, in the system's units: tells it from another that got its id later.</summary>
    internal long StartTime;

    /// <summary>CPU time, in the system's units.</summary>
    internal long Time;

    internal long Gain;
    internal long ResidentBytes;

    /// <summary>In which reading it was seen last.</summary>
    internal int Reading;

    /// <summary>Whether the gain is known.</summary>
    internal bool HasGain;

    /// <summary>Where its name lies in the names of the reading.</summary>
    internal int NameStart, NameLength;
}
