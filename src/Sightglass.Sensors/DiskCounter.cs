namespace Sightglass.Sensors;

/// <summary>What is counted of each disk. None of them ever falls while a device keeps its place.</summary>
public enum DiskCounter
{
    /// <summary>Bytes read.</summary>
    ReadBytes,

    /// <summary>Bytes written.</summary>
    WrittenBytes,

    /// <summary>Requests to read that were completed.</summary>
    ReadOperations,

    /// <summary>Requests to write that were completed.</summary>
    WriteOperations,

    /// <summary>Seconds in which at least one request was under way.</summary>
    BusySeconds,
}
