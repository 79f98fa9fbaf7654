using System.Runtime.CompilerServices;
using Xunit;

// The names of the objects are given, so only one test at a time can use them.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace Sightglass.Pdu.Tests;

/// <summary>
/// A test with the original programs' objects: on Windows only, and where the peers were compiled. In CI they must be.
/// Decided when tests are discovered, not by Assert.Skip, which throws: .NET 10 under Wine 8 hangs on the second
/// exception that leaves a test.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeersFactAttribute : FactAttribute
{
    public PeersFactAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = Peers.Lack;
}

/// <summary>A theory of the same kind. See <see cref="PeersFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PeersTheoryAttribute : TheoryAttribute
{
    public PeersTheoryAttribute([CallerFilePath] string? sourceFile = null, [CallerLineNumber] int sourceLine = -1)
        : base(sourceFile, sourceLine) =>
        Skip = Peers.Lack;
}

internal static class Peers
{
    internal static string Server { get; } = Path.Combine(AppContext.BaseDirectory, "peers", "server.exe");

    internal static string Client { get; } = Path.Combine(AppContext.BaseDirectory, "peers", "client.exe");

    internal static string? Lack => !OperatingSystem.IsWindows() ? "only on Windows"
        : File.Exists(Server) && File.Exists(Client) || Environment.GetEnvironmentVariable("CI") == "true" ? null
        : "the peers were not compiled: x86_64-w64-mingw32-g++ was missing";
}
