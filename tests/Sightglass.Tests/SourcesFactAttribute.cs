using System.Runtime.CompilerServices;
using Xunit;

namespace Sightglass.Tests;

/// <summary>A test of the sources, where the tests run beside them; a published folder elsewhere has none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SourcesFactAttribute : FactAttribute
{
    public SourcesFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
        : base(file, line)
    {
        if (Repository.Root is null) Skip = "The sources are not above " + AppContext.BaseDirectory;
    }
}
