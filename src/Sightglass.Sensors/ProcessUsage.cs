namespace Sightglass.Sensors;

/// <summary>One process among the busiest.</summary>
/// <param name="Pid">Its id.</param>
/// <param name="Name">Its name, as the system has it: 15 bytes on Linux, the file's name on Windows.</param>
/// <param name="CpuUsage">
/// Processors' worth of time it used since the previous reading: 1.5 is one processor and a half. NaN if not available.
/// </param>
/// <param name="ResidentBytes">Its memory that is really there, in bytes, shared memory included.</param>
/// <param name="User">
/// Whom it belongs to; the number where the name is not known, and empty where not even that may be asked.
/// </param>
public readonly record struct ProcessUsage(int Pid, string Name, double CpuUsage, long ResidentBytes, string User);
