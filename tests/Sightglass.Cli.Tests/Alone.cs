using Xunit;

// Most tests wait for processes; more of them at once than there are processors.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]

namespace Sightglass.Cli.Tests;

/// <summary>Tests that measure the machine or are held to a second; no other test runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
