namespace Sightglass.Tests;

/// <summary>Names that no other test, and no other run of the tests, uses.</summary>
internal static class Unique
{
    private static int _counter;

    public static string Topic() =>
        $"t-{Environment.ProcessId}-{Interlocked.Increment(ref _counter)}-{Random.Shared.Next():x8}";
}
