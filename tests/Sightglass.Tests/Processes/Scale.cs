using System.Globalization;

namespace Sightglass.Tests.Processes;

/// <summary>
/// How much is tried: all of it on Linux, less where processes are slow to start (Wine), or what the environment says.
/// </summary>
internal static class Scale
{
    internal static long TornReads => FromEnvironment("SIGHTGLASS_TORN_READS", Of(100_000_000, 2_000_000));

    internal static int PingTurns => (int)FromEnvironment("SIGHTGLASS_PING_TURNS", Of(1_000_000, 20_000));

    internal static int Of(int onLinux, int elsewhere) => OperatingSystem.IsLinux() ? onLinux : elsewhere;

    private static long FromEnvironment(string name, long otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
