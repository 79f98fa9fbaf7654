using Xunit;

namespace Sightglass.Tests;

/// <summary>Tests that measure or change the whole process; no other test runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
